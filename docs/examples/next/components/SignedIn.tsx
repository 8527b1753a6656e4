import { IdentifySupportVisitor } from "@cossistant/next"
import { currentUser } from "../lib/current-user"
import { supportToken } from "../lib/support-token"

/** Tells the widget who is signed in, with a proof if a secret is set. */
export async function SignedIn() {
  const user = await currentUser()
  if (user === null) return null
  const token = await supportToken(user)
  return (
    <IdentifySupportVisitor
      externalId={user.id}
      email={user.email}
      name={user.name}
      metadata={{ plan: user.plan }}
      {...(token === null ? {} : { identityToken: token })}
    />
  )
}
