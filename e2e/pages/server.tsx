import { StrictMode } from "react"
import { renderToString } from "react-dom/server"
import { App, type PageProps } from "./App.tsx"

/** The page as a server renders it. */
export const render = (props: PageProps): string => renderToString(<StrictMode><App {...props} /></StrictMode>)
