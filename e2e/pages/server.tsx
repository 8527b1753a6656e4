import { StrictMode } from "react"
import { renderToString } from "react-dom/server"
import { App } from "./App.tsx"
import type { PageProps, Rendered } from "./PageProps.ts"

/** The page as a server renders it. */
export const render = (props: PageProps): Rendered => ({ head: "", markup: renderToString(<StrictMode><App {...props} /></StrictMode>) })
