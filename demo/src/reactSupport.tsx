import { IdentifySupportVisitor, Support, SupportProvider, useVisitor } from "@cossistant/react"
import { type ReactElement, StrictMode, useEffect } from "react"
import { createRoot } from "react-dom/client"
import { type DemoSupport, quickOptions } from "./Demo.ts"

/** Whoever was played before leaves, so that the next visitor starts anonymously. */
const SignedOut = (): null => {
  const { logout, visitor } = useVisitor()
  const isKnown = visitor?.contact != null
  useEffect(() => {
    if (isKnown) void logout()
  }, [isKnown, logout])
  return null
}

const App = ({ apiUrl, identityToken, person, publicKey }: DemoSupport): ReactElement => (
  <SupportProvider publicKey={publicKey} apiUrl={apiUrl} quickOptions={quickOptions}>
    {person === null ? <SignedOut /> : (
      <IdentifySupportVisitor externalId={person.id} email={person.email} name={person.name} identityToken={identityToken} />
    )}
    <Support />
  </SupportProvider>
)

/** Puts the React widget into `root`. */
export const mount = (root: HTMLElement, support: DemoSupport): void => {
  createRoot(root).render(<StrictMode><App {...support} /></StrictMode>)
}
