// @vitest-environment node
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import { describe, expect, it } from "vitest"
import { mediaTypeOf, sortFiles } from "./fileRules.ts"

const file = (name: string, type = "image/png", size = 10) => ({ name, type, size })

describe("attaching files", () => {
  it("takes what the server takes and says of each other file why not", () => {
    const { accepted, refused } = sortFiles([
      file("a.png"), file("b.svg", "image/svg+xml"), file("c.png", "image/png", uploadRules.maxFileBytes + 1), file("d.png", "image/png", 0)
    ], 0)
    expect(accepted.map(({ name }) => name)).toEqual(["a.png"])
    expect(refused.map(({ name }) => name)).toEqual(["b.svg", "c.png", "d.png"])
  })

  it("counts files that are attached already", () => {
    const { accepted, refused } = sortFiles([file("a.png"), file("b.png")], uploadRules.maxFilesPerMessage - 1)
    expect([accepted.length, refused.length]).toEqual([1, 1])
  })

  it("knows Markdown and CSV by their ending where the browser doesn't", () => {
    expect(mediaTypeOf({ name: "notes.md", type: "" })).toBe("text/markdown")
    expect(mediaTypeOf({ name: "rows.CSV", type: "application/vnd.ms-excel" })).toBe("text/csv")
  })
})
