import { APIError } from "better-auth/api"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { SignUp } from "./SignUpGate.ts"

/** What a sign-up's body says; 400 when it says nothing of an address. */
export const signUpOf = (body: unknown): SignUp => {
  const signUp = Schema.decodeUnknownOption(SignUp)(body)
  if (Option.isNone(signUp)) throw new APIError("BAD_REQUEST", { code: "INVALID_EMAIL", message: "Invalid email" })
  return signUp.value
}

const PersonName = Schema.Struct({ name: Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(120)) })

/** A sign-up's name as it is kept; 400 when it says none, for visitors read it beside replies. */
export const nameOf = (body: unknown): string => {
  const person = Schema.decodeUnknownOption(PersonName)(body)
  if (Option.isNone(person)) throw new APIError("BAD_REQUEST", { code: "NAME_REQUIRED", message: "A name has 1 to 120 characters." })
  return person.value.name
}

/** 403 with a code that the sign-up page turns into a sentence. */
export const refuseUnless = (needs: "owner-link" | "invitation" | null) => {
  if (needs === "owner-link") {
    throw new APIError("FORBIDDEN", { code: "OWNER_LINK_REQUIRED", message: "The first account is made through the link printed when the server starts." })
  }
  if (needs === "invitation") {
    throw new APIError("FORBIDDEN", { code: "INVITATION_REQUIRED", message: "An account needs an invitation for this address." })
  }
}
