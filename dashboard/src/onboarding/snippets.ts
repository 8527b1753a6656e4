/** Where the widget is put, and what installs it there. */
export const targets = [
  { id: "react", label: "React" },
  { id: "nextjs", label: "Next.js" },
  { id: "solid", label: "Solid" }
] as const
export type Target = (typeof targets)[number]["id"]

export const managers = ["npm", "pnpm", "yarn", "bun"] as const
export type Manager = (typeof managers)[number]

export interface SnippetStep {
  readonly title: string
  /** The file the code belongs into; null for a command. */
  readonly file: string | null
  readonly code: string
}

const packages: Record<Target, string> = { react: "@cossistant/react", nextjs: "@cossistant/react", solid: "@cossistant/solid" }
const verbs: Record<Manager, string> = { npm: "npm install", pnpm: "pnpm add", yarn: "yarn add", bun: "bun add" }

const solidApp = (serverUrl: string) => `import { Support, SupportProvider } from "@cossistant/solid"
import "@cossistant/solid/styles.css"

export const App = () => (
  <SupportProvider apiUrl="${serverUrl}">
    <YourApp />
    <Support />
  </SupportProvider>
)`

const app: Record<Target, (serverUrl: string) => string> = {
  react: (serverUrl) => solidApp(serverUrl).replaceAll("@cossistant/solid", "@cossistant/react"),
  solid: solidApp,
  nextjs: (serverUrl) => `import { Support, SupportProvider } from "@cossistant/react"
import "@cossistant/react/styles.css"

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        <SupportProvider apiUrl="${serverUrl}">
          {children}
          <Support />
        </SupportProvider>
      </body>
    </html>
  )
}`
}

/** The steps that put the widget into a product, with its real key and this server's address: copied as they are, they work. */
export const snippetSteps = (target: Target, manager: Manager, key: string, serverUrl: string): ReadonlyArray<SnippetStep> => [
  { title: "Install the package", file: null, code: `${verbs[manager]} ${packages[target]}` },
  target === "nextjs"
    ? { title: "Set the key, then restart", file: ".env.local", code: `NEXT_PUBLIC_COSSISTANT_API_KEY=${key}` }
    : { title: "Set the key, then restart", file: ".env", code: `VITE_COSSISTANT_API_KEY=${key}` },
  { title: "Put the widget into your app", file: target === "nextjs" ? "app/layout.tsx" : "src/App.tsx", code: app[target](serverUrl) }
]
