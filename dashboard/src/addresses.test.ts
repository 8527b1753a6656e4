// @vitest-environment node
import { fileURLToPath } from "node:url"
import { build } from "vite"
import { describe, expect, it } from "vitest"
import { addressPatterns } from "./addresses.ts"

const known = (path: string) => addressPatterns.some((pattern) => new RegExp(pattern, "i").test(path))

describe("the addresses that the server is told of", () => {
  it.each([
    "/", "/login", "/Login", "/sign-up", "/forgot-password", "/reset-password", "/confirm-email", "/select", "/select/", "/welcome/new", "/welcome/acme/join/01K0",
    "/acme", "/acme/inbox", "/acme/inbox/", "/acme/inbox/CO1111111111111111", "/acme/inbox/resolved", "/acme/inbox/archived/CO1111111111111111",
    "/acme/live", "/acme/billing", "/acme/settings", "/acme/settings/general", "/acme/settings/system"
  ])("have %s among them", (path) => expect(known(path)).toBe(true))

  it.each([
    "/acme/nothing", "/login/twice", "/acme/inbox/nonsense", "/acme/inbox/CO1", "/acme/inbox/CO1111111111111111/x", "/acme/inbox/CO1111111111111111/CO1111111111111111", "/acme/inbox/resolved/x", "/acme/inbox/open/CO1/CO2", "/acme/settings/nothing", "/acme/settings/team/all", "//acme/inbox"
  ])("don't have %s among them", (path) => expect(known(path)).toBe(false))

  it("are left beside the app by its build", async () => {
    const built = await build({
      configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)), logLevel: "silent",
      build: { write: false, rolldownOptions: { input: fileURLToPath(new URL("addresses.ts", import.meta.url)) } }
    })
    const left = "output" in built ? built.output.find(({ fileName }) => fileName === "addresses.json") : undefined
    expect(left?.type === "asset" && JSON.parse(String(left.source))).toEqual(addressPatterns)
  })
})
