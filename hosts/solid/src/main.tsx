import "@cossistant/solid/styles.css"
import { hydrate, render } from "solid-js/web"
import { App } from "./App.tsx"

const root = document.getElementById("root")
if (root !== null) {
  // The same page comes empty, or as the server has rendered it.
  if (root.firstElementChild === null) render(() => <App />, root)
  else hydrate(() => <App />, root)
}
