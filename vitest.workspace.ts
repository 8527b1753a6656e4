import solid from "vite-plugin-solid"
import { defineConfig } from "vitest/config"

// Vitest's failure printer calls Map.groupBy, which Node 20 lacks; `check` runs the pinned Node, `npx vitest` may not.
if (!("groupBy" in Map)) {
  const groupBy = <K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K): Map<K, V[]> => {
    const groups = new Map<K, V[]>()
    let index = 0
    for (const item of items) {
      const key = keyOf(item, index++)
      groups.set(key, [...(groups.get(key) ?? []), item])
    }
    return groups
  }
  Object.assign(Map, { groupBy })
}

/** `check:long` sets LONG=1: files named `*.long.ts` run beside the ordinary tests. */
const include = [
  "src/**/*.test.{ts,tsx}",
  ...(process.env["LONG"] === "1" ? ["src/**/*.long.{ts,tsx}"] : []),
]

const hostChecks = ["**/*.test.ts", ...(process.env["LONG"] === "1" ? ["**/*.long.ts"] : [])]

/** Solid needs its browser build and a stated environment, otherwise its plugin resolves the server build and asks for jsdom. */
const solidProject = (name: string, root: string) => ({
  plugins: [solid()],
  resolve: { conditions: ["development", "browser"] },
  test: { name, root, include, environment: "happy-dom" as const },
})

/** React 18 stands with the host app that is built with it. */
const react18 = new URL("./hosts/react18/node_modules/", import.meta.url).pathname

/** What differs from one React to the next: refs, `asChild`, effects in strict mode, and whatever the suites meet. */
const react18Tests = ["src/support.test.tsx", "src/parts.test.tsx", "src/primitives/*.test.tsx", "src/hooks/*.test.tsx", "src/hooks.test.tsx", "src/feedback/*.test.tsx", "src/realtime/*.test.tsx", "src/react18.test.tsx"]

/** How long what is polled on a page may take: as long as `patience` in `e2e/src/openBrowser.ts`; vitest's own is one second. */
const expectPatience = { poll: { timeout: 30_000 } }

export default defineConfig({
  test: {
    maxWorkers: "100%", // by itself vitest leaves a core idle
    teardownTimeout: 30_000, // a server that e2e started drains first
    projects: [
      { test: { name: "scripts", root: "scripts", include: ["**/*.test.ts"], environment: "node", testTimeout: 30_000 } },
      { test: { name: "core", root: "core", include, environment: "node" } },
      { test: { name: "api", root: "api", include, environment: "node", testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: "react", root: "widget-react", include, exclude: ["src/react18.test.tsx"], environment: "happy-dom" } },
      {
        resolve: { alias: [{ find: /^(react|react-dom)(?=\/|$)/, replacement: `${react18}$1` }] },
        test: { name: "react18", root: "widget-react", include: react18Tests, environment: "happy-dom" },
      },
      solidProject("solid", "widget-solid"),
      solidProject("dashboard", "dashboard"),
      { test: { name: "hosts", root: "hosts/checks", include: hostChecks, environment: "node", testTimeout: 240_000, hookTimeout: 120_000, expect: expectPatience } },
      { test: { name: "bridges", root: ".", include: ["bridges/src/**/*.test.ts", "infra/checks/**/*.test.ts"], environment: "node", testTimeout: 30_000, hookTimeout: 60_000 } },
      // One worker, so that one server, one browser and one build of a page serve every file.
      { test: { name: "e2e", root: "e2e", include, environment: "node", isolate: false, testTimeout: 180_000, hookTimeout: 120_000, expect: expectPatience } },
    ],
  },
})
