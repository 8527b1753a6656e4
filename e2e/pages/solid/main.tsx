/** @jsxImportSource solid-js */
import "@cossistant/solid/styles.css"
import { hydrate, render } from "solid-js/web"
import type { PageProps } from "../PageProps.ts"
import { App } from "./App.tsx"

const root = document.querySelector<HTMLElement>("#root")
if (root === null) throw new Error("The page has no #root.")
// The test wrote it.
const props = JSON.parse(root.dataset["props"] ?? "{}") as PageProps
if (root.firstChild === null) render(() => <App {...props} />, root)
else hydrate(() => <App {...props} />, root)
