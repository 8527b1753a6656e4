import { signIdentity } from "@cossistant/next/server"
import type { User } from "./current-user"

/** The proof of who this is, for the widget; null while no secret is set. Runs on the server only. */
export const supportToken = async (user: User): Promise<string | null> => {
  const secret = process.env["COSSISTANT_IDENTITY_SECRET"]
  const websiteId = process.env["COSSISTANT_WEBSITE_ID"]
  return secret && websiteId
    ? signIdentity({ secret, websiteId, externalId: user.id, email: user.email })
    : null
}
