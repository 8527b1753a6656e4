// @vitest-environment node
import { describe, expect, it } from "vitest"
import { fragmentSecret, nextPath } from "./nextPath.ts"

describe("after signing in", () => {
  it("leads back to a page of this app and never to another address", () => {
    expect(nextPath("/acme/inbox?test=1")).toBe("/acme/inbox?test=1")
    for (const evil of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", undefined]) {
      expect(nextPath(evil)).toBe("/select")
    }
  })

  it("reads secrets from the fragment alone", () => {
    expect(fragmentSecret("#owner=s3cret", "owner")).toBe("s3cret")
    expect(fragmentSecret("", "owner")).toBeNull()
  })
})
