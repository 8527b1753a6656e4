import { IdentifySupportVisitor, Support } from "@cossistant/solid"
import { createSignal, Show } from "solid-js"
import { HelpButton } from "./HelpButton"
import { Pricing } from "./Pricing"
import { SignOut } from "./SignOut"
import { trackSupport } from "./trackSupport"

const jane = { id: "user_123", email: "jane@acme.com", name: "Jane Doe" }

export const App = () => {
  const [page, setPage] = createSignal<"home" | "pricing">("home")
  const [user, setUser] = createSignal<typeof jane | null>(null)

  return (
    <>
      <nav>
        <button type="button" onClick={() => setPage("home")}>Kettles</button>
        <button type="button" onClick={() => setPage("pricing")}>Pricing</button>
        <Show when={user()} fallback={<button type="button" onClick={() => setUser(jane)}>Sign in as Jane</button>}>
          <SignOut onSignedOut={() => setUser(null)} />
        </Show>
      </nav>
      <Show when={user()}>
        {(user) => <IdentifySupportVisitor externalId={user().id} email={user().email} name={user().name} />}
      </Show>
      <main>
        <Show when={page() === "home"} fallback={<Pricing />}><HelpButton /></Show>
      </main>
      <Support onEvent={trackSupport} />
    </>
  )
}
