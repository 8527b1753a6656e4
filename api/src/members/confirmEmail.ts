import { APIError, createAuthEndpoint } from "better-auth/api"
import * as Schema from "effect/Schema"

/** `POST /confirm-email`: spends the secret of a confirmation letter, whose `verifications` row holds the address it proves. */
export const confirmEmail = createAuthEndpoint("/confirm-email", {
  method: "POST",
  body: Schema.toStandardSchemaV1(Schema.Struct({ token: Schema.String }))
}, async ({ body, context, json }) => {
  const found = await context.internalAdapter.consumeVerificationValue(`confirm-email:${body.token}`)
  if (found === null || found.expiresAt < new Date()) throw new APIError("BAD_REQUEST", { code: "INVALID_TOKEN", message: "Invalid token" })
  await context.internalAdapter.updateUserByEmail(found.value, { emailVerified: true })
  return json({ status: true })
})
