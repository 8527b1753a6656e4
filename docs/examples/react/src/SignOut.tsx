import { useVisitor } from "@cossistant/react"

/** Ends the visitor too, so that whoever comes next doesn't see Jane's conversations. */
export function SignOut({ onSignedOut }: { onSignedOut: () => void }) {
  const { logout } = useVisitor()
  const signOut = async () => {
    await logout()
    onSignedOut()
  }
  return <button type="button" onClick={() => void signOut()}>Sign out</button>
}
