import { Support, SupportProvider } from "@cossistant/solid"
import type { JSX } from "solid-js"

/** The shop with its widget. */
export const App = (): JSX.Element => (
  <SupportProvider publicKey={import.meta.env["VITE_COSSISTANT_API_KEY"]} apiUrl={import.meta.env["VITE_COSSISTANT_API_URL"]}>
    <h1>A shop</h1>
    <Support />
  </SupportProvider>
)
