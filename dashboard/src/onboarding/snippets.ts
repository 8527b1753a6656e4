/** Where the widget is put, and what installs it there. `docs` is the page of this server that goes on from here. */
export const targets = [
  { id: "nextjs", label: "Next.js", docs: "/docs/quickstart" },
  { id: "react", label: "React", docs: "/docs/quickstart/react" },
  { id: "solid", label: "Solid", docs: "/docs/quickstart/solid" },
  { id: "script", label: "Script tag", docs: "/docs/quickstart/script-tag" }
] as const
export type Target = (typeof targets)[number]["id"]

/** What a key may do, where it works, and what refuses it. */
export const keysPage = "/docs/quickstart/api-keys"

export const managers = ["npm", "pnpm", "yarn", "bun"] as const
export type Manager = (typeof managers)[number]

export interface SnippetStep {
  readonly title: string
  /** The file the code belongs into; null for a command. */
  readonly file: string | null
  readonly code: string
}

/** How each installs a package from its address. */
const installs: Record<Manager, (name: string, address: string) => string> = {
  npm: (_, address) => `npm i ${address}`,
  pnpm: (_, address) => `pnpm add ${address}`,
  yarn: (name, address) => `yarn add ${name}@${address}`,
  bun: (_, address) => `bun add ${address}`
}

/** What a manager wants before it takes packages that ask for each other by address, and come without TLS while one tries. */
const allowances = (manager: Manager, serverUrl: string): ReadonlyArray<SnippetStep> => {
  const { hostname, protocol } = new URL(serverUrl)
  if (manager === "pnpm") return [{ title: "Let pnpm take packages by address", file: "pnpm-workspace.yaml", code: "blockExoticSubdeps: false" }]
  if (manager === "yarn" && protocol === "http:") {
    return [{ title: "Let Yarn fetch from this server", file: ".yarnrc.yml", code: `unsafeHttpWhitelist: [${hostname}]` }]
  }
  return []
}

const nextLayout = `import { Support, SupportProvider } from "@cossistant/next"
import "@cossistant/next/styles.css"
import type { ReactNode } from "react"
import "./globals.css"

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <SupportProvider>
          {children}
          <Support />
        </SupportProvider>
      </body>
    </html>
  )
}`

const reactMain = `import React from "react"
import ReactDOM from "react-dom/client"
import { SupportProvider } from "@cossistant/react"
import "@cossistant/react/styles.css"
import App from "./App"
import "./index.css"

const root = document.getElementById("root")
if (root) {
  ReactDOM.createRoot(root).render(
    <React.StrictMode>
      <SupportProvider>
        <App />
      </SupportProvider>
    </React.StrictMode>,
  )
}`

const reactApp = `import { Support } from "@cossistant/react"

export default function App() {
  return (
    <main>
      <h1>You are ready to chat</h1>
      <Support />
    </main>
  )
}`

const solidIndex = `import { render } from "solid-js/web"
import { Support, SupportProvider } from "@cossistant/solid"
import "@cossistant/solid/styles.css"

const App = () => (
  <SupportProvider>
    <main>
      <h1>You are ready to chat</h1>
    </main>
    <Support />
  </SupportProvider>
)

const root = document.getElementById("root")
if (root) render(() => <App />, root)`

/** The name of a package on this server, the prefix its build puts before variables that reach the page, and the code. */
const frameworks: Record<Exclude<Target, "script">, { readonly name: string; readonly env: string; readonly prefix: string; readonly steps: ReadonlyArray<SnippetStep> }> = {
  nextjs: { name: "next", env: ".env.local", prefix: "NEXT_PUBLIC_", steps: [{ title: "Put the widget into your layout", file: "app/layout.tsx", code: nextLayout }] },
  react: {
    name: "react", env: ".env", prefix: "VITE_", steps: [
      { title: "Wrap your app", file: "src/main.tsx", code: reactMain },
      { title: "Put the widget into it", file: "src/App.tsx", code: reactApp }
    ]
  },
  solid: { name: "solid", env: ".env", prefix: "VITE_", steps: [{ title: "Put the widget into your app", file: "src/index.tsx", code: solidIndex }] }
}

/**
 * The steps that put the widget into a product, with its real key and this server's address: copied as they are, they work.
 * They are those of the documentation, word for word; a test holds them together. A package that is `listed` is installed
 * from its own address, which a lockfile repeats.
 */
export const snippetSteps = (
  target: Target, manager: Manager, key: string, serverUrl: string, listed: ReadonlyMap<string, string> = new Map()
): ReadonlyArray<SnippetStep> => {
  if (target === "script") {
    return [{ title: "Put this before the end of the body", file: "index.html", code: `<script async src="${serverUrl}/embed.js" data-public-key="${key}"></script>` }]
  }
  const { env, name, prefix, steps } = frameworks[target]
  const address = listed.get(`@cossistant/${name}`) ?? `${serverUrl}/packages/${name}.tgz`
  return [
    ...allowances(manager, serverUrl),
    { title: "Install the package from this server", file: null, code: installs[manager](`@cossistant/${name}`, address) },
    { title: "Set the key and the address, then restart", file: env, code: `${prefix}COSSISTANT_API_KEY=${key}\n${prefix}COSSISTANT_API_URL=${serverUrl}` },
    ...steps
  ]
}
