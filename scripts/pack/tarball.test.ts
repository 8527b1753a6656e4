import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { runProgram } from "../runProgram.ts"
import { tarballOf } from "./tarball.ts"

const folder = mkdtempSync(join(tmpdir(), "tarball-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const long = `dist/${"folder/".repeat(20)}index.js`
mkdirSync(join(folder, "built", long, ".."), { recursive: true })
writeFileSync(join(folder, "built/package.json"), `{ "name": "acme" }`)
writeFileSync(join(folder, "built", long), "export const kettle = \"✓\"\n")

it("the same files make the same archive, whenever they were written", () => {
  const first = tarballOf(join(folder, "built"))
  utimesSync(join(folder, "built/package.json"), 1, 1)
  expect(Buffer.compare(tarballOf(join(folder, "built")), first)).toBe(0)
})

it("an archive is one that the system's tar unpacks, long paths and all", async () => {
  writeFileSync(join(folder, "acme.tgz"), tarballOf(join(folder, "built")))
  const { code, output } = await runProgram(["tar", "-xzf", "acme.tgz"], { cwd: folder, capture: true })
  expect([code, output]).toEqual([0, ""])
  expect(readFileSync(join(folder, "package", long), "utf8")).toBe("export const kettle = \"✓\"\n")
  expect(readFileSync(join(folder, "package/package.json"), "utf8")).toContain("acme")
})
