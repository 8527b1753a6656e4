import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { routeCases } from "../../api/src/proofs/routeCases.ts"
import { type VariableFacts, variables } from "../../api/src/settings/variables.ts"
import { root } from "../root.ts"

const pages = ["operations.md", "self-host.md", ...readdirSync(join(root, "docs/self-host")).map((file) => `self-host/${file}`)]
const read = (page: string) => readFileSync(join(root, "docs", page), "utf8")

const names = new Set(Object.values(variables).flatMap((group) => Object.keys(group)))
/** Names of other programs' variables that these pages speak of. */
const others = new Set(["OTEL_", "SITE_ADDRESS", "POSTGRES_PASSWORD", "NEXT_PUBLIC_COSSISTANT_API_KEY", "NEXT_PUBLIC_COSSISTANT_API_URL", "TF_VAR_"])

/** Routes that are there with a provider only, as the sources add them. */
const chosen = readdirSync(join(root, "api/src"), { recursive: true, encoding: "utf8" }).filter((file) => /Webhooks\.ts$|Routes\.ts$/.test(file))
  .flatMap((file) => Array.from(readFileSync(join(root, "api/src", file), "utf8").matchAll(/router\.add\("[A-Z]+", "([^"]+)"/g), ([, path = ""]) => path))
const routes = [...chosen, ...Object.keys(routeCases).map((route) => route.split(" ")[1] ?? "")]
/** Served by doors and pages rather than by routes, or the paths of other things. */
const elsewhere = /^\/(?:rpc\/(?:widget|inbox)|v1|demo|docs|cdn|var|etc|opt|data|usr)(?:\/|$)/
const isServed = (path: string) => elsewhere.test(path) || routes.some((route) => route === path || route.startsWith(path.endsWith("/") ? path : `${path}/`))

const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts

/** What a page puts between backticks, and the lines of its code blocks. */
const spoken = (page: string) => {
  const text = read(page)
  const blocks = Array.from(text.matchAll(/```[a-z]*[^\n]*\n([\s\S]*?)```/g), ([, body = ""]) => body)
  const inline = Array.from(text.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`\n]+)`/g), ([, words = ""]) => words)
  return { blocks, inline, all: [...blocks, ...inline] }
}

describe("the operator's pages", () => {
  it("name only variables the program reads", () => {
    for (const page of pages) {
      const named = spoken(page).all.flatMap((text) => text.match(/\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]*)+/g) ?? [])
      const wrong = named.filter((name) => !names.has(name) && ![...others].some((other) => name.startsWith(other)))
      // A name that ends in "_" stands for all that begin so.
      assert.deepStrictEqual(wrong.filter((name) => !(name.endsWith("_") && [...names].some((known) => known.startsWith(name)))), [], page)
    }
  })

  it("name only addresses the program serves", () => {
    for (const page of pages) {
      const named = spoken(page).inline.flatMap((text) => /^(?:(?:GET|POST) )?(\/[a-z][\w./-]*)$/.exec(text)?.[1] ?? [])
      assert.deepStrictEqual(named.filter((path) => !isServed(path)), [], page)
    }
  })

  it("name only commands there are", () => {
    for (const page of pages) {
      const named = spoken(page).all.flatMap((text) => Array.from(text.matchAll(/(?:\bbun|bun@[\d.]+) run ([a-z][\w:-]*)/g), ([, name = ""]) => name))
      assert.deepStrictEqual(named.filter((name) => !(name in scripts)), [], page)
    }
  })

  it("name each switch with the providers there are and the quick start's value", () => {
    const rows = read("operations.md").split("\n## Switches\n")[1]?.split("\n## ")[0]?.split("\n").filter((line) => line.startsWith("| `")) ?? []
    const rowOf = (name: string) => rows.find((row) => row.includes(`\`${name}\``)) ?? ""
    const layers = { EMAIL_TRANSPORT_PROVIDER: "mail", STORAGE_PROVIDER: "storage", ANALYTICS_PROVIDER: "analytics", GEO_PROVIDER: "geo" } as const
    for (const [name, folder] of Object.entries(layers)) {
      const source = readFileSync(join(root, `api/src/${folder}/layer.ts`), "utf8")
      const providers = Array.from((/oneOf\("\w+", \[([^\]]*)\]/.exec(source)?.[1] ?? "").matchAll(/"([\w-]+)"/g), ([, provider = ""]) => provider)
      assert.isAbove(providers.length, 1, name)
      for (const provider of providers) assert.include(rowOf(name), `\`${provider}\``, name)
    }
    for (const facts of Object.values(variables)) {
      for (const [name, { quick }] of Object.entries<VariableFacts>(facts)) {
        if (quick !== undefined && !name.startsWith("NEXT_PUBLIC_")) assert.include(rowOf(name).split(" | ").at(-1), `\`${quick}\``, name)
      }
    }
  })

  it("speak of each of them somewhere", () => {
    const all = pages.map(read).join("\n")
    for (const path of ["/health", "/ready", "/metrics", "/ses/webhooks/inbound", "/resend/webhooks", "/polar/webhooks"]) assert.include(all, path)
    for (const command of ["up", "start", "doctor", "backup", "restore"]) assert.include(all, `bun run ${command}`)
    assert.deepStrictEqual([...names].filter((name) => !all.includes(name)), [])
  })
})
