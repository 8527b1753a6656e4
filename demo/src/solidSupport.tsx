/** @jsxImportSource solid-js */
import { IdentifySupportVisitor, Support, SupportProvider, useVisitor } from "@cossistant/solid"
import { createEffect, type JSX, Show } from "solid-js"
import { render } from "solid-js/web"
import { type DemoSupport, quickOptions } from "./Demo.ts"

/** Whoever was played before leaves, so that the next visitor starts anonymously. */
const SignedOut = (): JSX.Element => {
  const who = useVisitor()
  createEffect(() => {
    if (who.visitor?.contact != null) void who.logout()
  })
  return null
}

const App = (props: DemoSupport): JSX.Element => (
  <SupportProvider publicKey={props.publicKey} apiUrl={props.apiUrl} quickOptions={quickOptions}>
    <Show when={props.person} fallback={<SignedOut />}>
      {(person) => (
        <IdentifySupportVisitor externalId={person().id} email={person().email} name={person().name} identityToken={props.identityToken} />
      )}
    </Show>
    <Support />
  </SupportProvider>
)

/** Puts the Solid widget into `root`. */
export const mount = (root: HTMLElement, support: DemoSupport): void => {
  render(() => <App {...support} />, root)
}
