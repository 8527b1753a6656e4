// @vitest-environment node
import { describe, expect, it } from "vitest"
import { checkOrigin } from "./checkOrigin.ts"

describe("an allowed domain as it is typed", () => {
  it.each([
    ["app.example.com", "https://app.example.com"],
    ["HTTPS://App.Example.com/", "https://app.example.com"],
    ["https://example.com:8443", "https://example.com:8443"],
    ["https://example.com:443", "https://example.com"],
    ["https://*.example.com", "https://*.example.com"],
    ["http://localhost:5173", "http://localhost:5173"]
  ])("%s is kept as %s", (typed, origin) => {
    expect(checkOrigin(typed, []).origin).toBe(origin)
  })

  it.each(["ftp://example.com", "https://example.com/app", "https://user@example.com", "https://exa mple.com", "example", "https://", "javascript:alert(1)"])(
    "%s is refused with a reason", (typed) => {
      const { origin, problem } = checkOrigin(typed, [])
      expect(origin).toBeNull()
      expect(problem).not.toBe("")
    }
  )

  it("is not added twice", () => {
    expect(checkOrigin("example.com", ["https://example.com"]).problem).toContain("already")
  })
})

it("writes a domain with letters beyond a to z as browsers do, and says so", () => {
  expect(checkOrigin("https://*.Käse.example:8443", [])).toEqual({ origin: "https://*.xn--kse-qla.example:8443", problem: null, note: "Kept as browsers write it: xn--kse-qla.example." })
  expect(checkOrigin("käse.example", ["https://xn--kse-qla.example"]).problem).toBe("This one is in the list already.")
  expect(checkOrigin("https://kä se.example", []).problem).toBe("This is not a domain. Check for blanks and odd signs.")
})
