import { APIError } from "better-auth/api"

/** The password that `what` takes, as "Deleting an account"; 400 without one. */
export const passwordOf = (body: unknown, what: string): string => {
  const password = typeof body === "object" && body !== null && "password" in body ? body.password : undefined
  if (typeof password === "string" && password !== "") return password
  throw new APIError("BAD_REQUEST", { code: "PASSWORD_REQUIRED", message: `${what} takes its password.` })
}

/** 409 with the organisation that would be left without an owner, and what to do about it. */
export const refuseOwnerless = (organization: string | null) => {
  if (organization === null) return
  throw new APIError("CONFLICT", {
    code: "LAST_OWNER",
    organization,
    message: `You are the only owner of ${organization}. Make a colleague an owner (Settings, Team), or delete its sites first.`
  })
}
