/** @jsxImportSource solid-js */
import { generateHydrationScript, renderToString } from "solid-js/web"
import type { PageProps, Rendered } from "../PageProps.ts"
import { App } from "./App.tsx"

/** The page as a server renders it. */
export const render = (props: PageProps): Rendered => ({ head: generateHydrationScript(), markup: renderToString(() => <App {...props} />) })
