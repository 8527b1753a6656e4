// @vitest-environment node
import { describe, expect, it } from "vitest"
import { checkDomain } from "./checkDomain.ts"
import { keysPage, managers, snippetSteps, targets } from "./snippets.ts"

const pages = import.meta.glob<string>("../../../docs/{quickstart.md,quickstart/*.md}", { query: "?raw", import: "default", eager: true })
/** The text of a page of the documentation, by its address. */
const documented = (address: string) => pages[`../../..${address}.md`] ?? ""

describe("the install steps", () => {
  it.each(targets)("for $label are those of the documentation, word for word", ({ docs, id }) => {
    const steps = snippetSteps(id, "npm", "pk_test_xxxx", "http://localhost:3000")
    expect(steps.length).toBeGreaterThan(0)
    for (const { code } of steps) expect(documented(docs)).toContain(`\n${code}\n\`\`\``)
  })

  it.each(targets)("for $label hold the real key and this server's address, whatever installs them", ({ id }) => {
    for (const manager of managers) {
      const text = snippetSteps(id, manager, "pk_test_abc", "https://help.acme.com").map(({ code }) => code).join("\n")
      expect(text).toContain("pk_test_abc")
      expect(text).toContain(id === "script" ? `src="https://help.acme.com/embed.js"` : `https://help.acme.com/packages/${id === "nextjs" ? "next" : id}.tgz`)
      expect(text).not.toContain("localhost")
    }
  })

  it.each(targets.filter(({ id }) => id !== "script"))("for $label stand beside a word on how to install the same again after an upgrade", ({ docs }) => {
    expect(documented(docs).match(/http:\/\/localhost:3000\/packages`/g)).toHaveLength(1)
  })

  it("say to pnpm and Yarn what these want besides, as their page of the documentation does", () => {
    const steps = (manager: "npm" | "pnpm" | "yarn", server: string) => snippetSteps("react", manager, "K", server).map(({ code, file }) => `${file}: ${code}`)
    expect(steps("npm", "http://localhost:3000")[0]).toBe("null: npm i http://localhost:3000/packages/react.tgz")
    expect(steps("pnpm", "https://s.example").slice(0, 2)).toEqual(["pnpm-workspace.yaml: blockExoticSubdeps: false", "null: pnpm add https://s.example/packages/react.tgz"])
    expect(steps("yarn", "http://localhost:3000").slice(0, 2)).toEqual([".yarnrc.yml: unsafeHttpWhitelist: [localhost]", "null: yarn add @cossistant/react@http://localhost:3000/packages/react.tgz"])
    expect(steps("yarn", "https://s.example")[0]).toBe("null: yarn add @cossistant/react@https://s.example/packages/react.tgz")
    const page = documented("/docs/quickstart/package-managers")
    for (const code of ["\nblockExoticSubdeps: false\n", "\nunsafeHttpWhitelist: [localhost]\n", "yarn add @cossistant/react@http://localhost:3000/packages/react.tgz"]) expect(page).toContain(code)
  })

  it("name the variables that each build lets into the page", () => {
    const variables = (target: "nextjs" | "react") => snippetSteps(target, "npm", "K", "https://s").find(({ file }) => file?.startsWith(".env"))?.code
    expect(variables("nextjs")).toBe("NEXT_PUBLIC_COSSISTANT_API_KEY=K\nNEXT_PUBLIC_COSSISTANT_API_URL=https://s")
    expect(variables("react")).toBe("VITE_COSSISTANT_API_KEY=K\nVITE_COSSISTANT_API_URL=https://s")
  })

  it("have a page about keys to go to", () => {
    expect(documented(keysPage)).toMatch(/^# API keys/)
  })
})

describe("the domain of a site", () => {
  it("is read from whatever was pasted", () => {
    expect(checkDomain(" https://Acme.com/pricing?x=1 ")).toEqual({ domain: "acme.com", problem: null })
    expect(checkDomain("localhost:3000")).toEqual({ domain: "localhost:3000", problem: null })
    expect(checkDomain("https://staging.acme.com:8443/pricing")).toEqual({ domain: "staging.acme.com:8443", problem: null })
    expect(checkDomain("https://acme.com:443")).toEqual({ domain: "acme.com", problem: null })
    expect(checkDomain("acme.com:eighty").problem).not.toBeNull()
    expect(checkDomain("acme").problem).not.toBeNull()
    expect(checkDomain("https://Käse.example/")).toEqual({ domain: "xn--kse-qla.example", problem: null })
    expect(checkDomain("kä se.example").problem).not.toBeNull()
  })
})
