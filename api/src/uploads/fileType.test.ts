import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { typeFromBytes } from "./fileType.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0])
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1])
const program = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])
const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x61])

const cases: ReadonlyArray<readonly [what: string, head: Uint8Array, announced: string, is: string | undefined]> = [
  ["a PNG", png, "image/png", "image/png"],
  ["a JPEG called PNG", jpeg, "image/png", "image/jpeg"],
  ["a PNG called text", png, "text/plain", undefined],
  ["text called PNG", bytes("hello"), "image/png", undefined],
  ["a page called GIF", bytes("<html><script>alert(1)</script>"), "image/gif", undefined],
  ["an SVG called PNG", bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "image/png", undefined],
  ["a page called text", bytes("<html><script>alert(1)</script>"), "text/plain", "text/plain"],
  ["a program called ZIP", program, "application/zip", undefined],
  ["a ZIP", zip, "application/zip", "application/zip"],
  ["a PDF", bytes("%PDF-1.7\n%\u00e2\u00e3"), "application/pdf", "application/pdf"],
  ["a PDF called ZIP", bytes("%PDF-1.7\n"), "application/zip", undefined],
  ["a table in Latin-1", Uint8Array.from([0x4d, 0xfc, 0x6c, 0x3b, 0x31, 0x0d, 0x0a]), "text/csv", "text/csv"],
  ["text in UTF-16", Uint8Array.from([0xff, 0xfe, 0x68, 0, 0x69, 0]), "text/plain", "text/plain"],
  ["text that begins like a bitmap", bytes("BM is short for benchmark"), "text/markdown", "text/markdown"],
  ["a HEIC called JPEG", Uint8Array.from([0, 0, 0, 0x18, ...bytes("ftypheic"), 0, 0, 0, 0, ...bytes("mif1heic"), ...new Uint8Array(64)]), "image/jpeg", undefined],
  ["a TIFF called JPEG", Uint8Array.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, ...new Uint8Array(100)]), "image/jpeg", undefined],
  ["a BMP called PNG", Uint8Array.from([...bytes("BM"), ...new Uint8Array(100)]), "image/png", undefined],
  ["a PDF called PNG", bytes("%PDF-1.7\n"), "image/png", undefined],
  ["a PNG called PDF", png, "application/pdf", undefined],
  ["a program called text", program, "text/plain", undefined],
  ["text with a byte of control in it", bytes("hello\u000eworld"), "text/plain", undefined],
  ["a log with colours", bytes("\u001b[31mfailed\u001b[0m\n"), "text/plain", "text/plain"],
  ["nothing", new Uint8Array(), "image/png", undefined]
]

for (const [what, head, announced, is] of cases) {
  it.effect(`P24: ${what} is ${is ?? "refused"}`, () => Effect.gen(function*() {
    assert.strictEqual(yield* Effect.promise(() => typeFromBytes(head, announced)), is)
  }))
}
