/** @jsxImportSource solid-js */
import { Feedback, IdentifySupportVisitor, Support, SupportProvider } from "@cossistant/solid"
import { type JSX, Show } from "solid-js"
import type { PageProps } from "../PageProps.ts"

/** The shop's page of `../App.tsx`, with Solid. */
export const App = (props: PageProps): JSX.Element => (
  <SupportProvider publicKey={props.publicKey} apiUrl={props.apiUrl} quickOptions={props.quickOptions}>
    <h1>A shop</h1>
    <p id="own">Kettles and <a href="#more">more</a>. <button type="button">Buy</button> <textarea aria-label="Note" /></p>
    <Show when={props.person}>{(person) => <IdentifySupportVisitor {...person()} />}</Show>
    <div style={props.mode === "responsive" ? { width: "420px", height: "600px" } : {}}>
      <Support mode={props.mode ?? "floating"} {...(props.locale !== undefined && { locale: props.locale })} />
    </div>
    <Show when={props.feedback}><Feedback topics={["Delivery", "Product"]} /></Show>
  </SupportProvider>
)
