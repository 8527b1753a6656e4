import { IdentifySupportVisitor, Support } from "@cossistant/react"
import { useState } from "react"
import { HelpButton } from "./HelpButton"
import { Pricing } from "./Pricing"
import { SignOut } from "./SignOut"
import { trackSupport } from "./trackSupport"

const jane = { id: "user_123", email: "jane@acme.com", name: "Jane Doe" }

export function App() {
  const [page, setPage] = useState<"home" | "pricing">("home")
  const [user, setUser] = useState<typeof jane | null>(null)

  return (
    <>
      <nav>
        <button type="button" onClick={() => setPage("home")}>Kettles</button>
        <button type="button" onClick={() => setPage("pricing")}>Pricing</button>
        {user === null
          ? <button type="button" onClick={() => setUser(jane)}>Sign in as Jane</button>
          : <SignOut onSignedOut={() => setUser(null)} />}
      </nav>
      {user && <IdentifySupportVisitor externalId={user.id} email={user.email} name={user.name} />}
      <main>{page === "home" ? <HelpButton /> : <Pricing />}</main>
      <Support onEvent={trackSupport} />
    </>
  )
}
