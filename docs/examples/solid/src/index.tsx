import { SupportProvider } from "@cossistant/solid"
import "@cossistant/solid/styles.css"
import { render } from "solid-js/web"
import { App } from "./App"
import "./index.css"

const root = document.getElementById("root")
if (root) {
  render(() => (
    <SupportProvider>
      <App />
    </SupportProvider>
  ), root)
}
