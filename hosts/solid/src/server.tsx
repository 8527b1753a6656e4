import { generateHydrationScript, renderToString } from "solid-js/web"
import { App } from "./App.tsx"

/** The page's markup and what its head needs, for `page`, the built `index.html`. */
export const rendered = (page: string): string =>
  page.replace("<!--head-->", () => generateHydrationScript()).replace("<!--app-->", () => renderToString(() => <App />))
