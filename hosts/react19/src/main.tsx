import { Support, SupportProvider } from "@cossistant/react"
import "@cossistant/react/styles.css"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"

const root = document.getElementById("root")
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <SupportProvider>
        <h1>A shop</h1>
        <Support />
      </SupportProvider>
    </StrictMode>
  )
}
