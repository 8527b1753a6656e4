import "@cossistant/react/styles.css"
import { StrictMode, version } from "react"
import { createRoot, hydrateRoot } from "react-dom/client"
import { App } from "./App.tsx"
import type { PageProps } from "./PageProps.ts"

document.documentElement.dataset["react"] = version
const root = document.querySelector<HTMLElement>("#root")
if (root === null) throw new Error("The page has no #root.")
// The test wrote it.
const props = JSON.parse(root.dataset["props"] ?? "{}") as PageProps
const page = <StrictMode><App {...props} /></StrictMode>
if (root.firstChild === null) createRoot(root).render(page)
else hydrateRoot(root, page, { onRecoverableError: (error) => console.error("hydration:", error) })
