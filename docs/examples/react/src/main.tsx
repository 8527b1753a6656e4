import { SupportProvider } from "@cossistant/react"
import "@cossistant/react/styles.css"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { App } from "./App"
import "./index.css"

const root = document.getElementById("root")
if (root) {
  createRoot(root).render(
    <StrictMode>
      <SupportProvider>
        <App />
      </SupportProvider>
    </StrictMode>,
  )
}
