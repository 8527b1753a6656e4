// @vitest-environment node
import { describe, expect, it } from "vitest"
import { checkDomain } from "./checkDomain.ts"
import { managers, snippetSteps, targets } from "./snippets.ts"

describe("the install steps", () => {
  it.each(targets.map(({ id }) => id))("for %s hold the real key and this server's address", (target) => {
    for (const manager of managers) {
      const text = snippetSteps(target, manager, "pk_test_abc", "https://help.acme.com").map(({ code }) => code).join("\n")
      expect(text).toContain("pk_test_abc")
      expect(text).toContain(`apiUrl="https://help.acme.com"`)
      expect(text).toContain(target === "solid" ? "@cossistant/solid/styles.css" : "@cossistant/react/styles.css")
    }
  })
})

describe("the domain of a site", () => {
  it("is read from whatever was pasted", () => {
    expect(checkDomain(" https://Acme.com/pricing?x=1 ")).toEqual({ domain: "acme.com", problem: null })
    expect(checkDomain("localhost:3000").problem).toBeNull()
    expect(checkDomain("acme").problem).not.toBeNull()
  })
})
