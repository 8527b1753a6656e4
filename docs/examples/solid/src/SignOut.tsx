import { useVisitor } from "@cossistant/solid"

/** Ends the visitor too, so that whoever comes next doesn't see Jane's conversations. */
export const SignOut = (props: { onSignedOut: () => void }) => {
  const visitor = useVisitor()
  const signOut = async () => {
    await visitor.logout()
    props.onSignedOut()
  }
  return <button type="button" onClick={() => void signOut()}>Sign out</button>
}
