import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeEach, expect, it } from "vitest"
import { hashOf, onceFor } from "./stamp.ts"

const folder = mkdtempSync(join(tmpdir(), "stamp-"))
const source = join(folder, "src")
const stamp = join(folder, "dist/.stamp")
const write = (path: string, text: string) => writeFileSync(join(folder, path), text)
const hash = () => hashOf({ folders: [source], words: ["build"] })

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(source, "dist"), { recursive: true })
  write("src/main.ts", "one")
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it("a source that changes, appears or is renamed makes the build stale; a test or a generated file doesn't", () => {
  const before = hash()
  write("src/main.test.ts", "test")
  write("src/dist/main.js", "built")
  expect(hash()).toBe(before)
  write("src/main.ts", "two")
  const changed = hash()
  write("src/other.ts", "")
  expect(new Set([before, changed, hash(), hashOf({ folders: [source] })]).size).toBe(4)
})

it("work is done once for the same sources and again when they change", async () => {
  const done: Array<string> = []
  const work = async () => void done.push("built")
  await onceFor(stamp, hash(), work)
  await onceFor(stamp, hash(), work)
  expect(done).toHaveLength(1)
  write("src/main.ts", "two")
  await onceFor(stamp, hash(), work)
  expect(done).toHaveLength(2)
})

it("work that failed is done again", async () => {
  await onceFor(stamp, hash(), async () => {})
  await expect(onceFor(stamp, "changed", () => Promise.reject(new Error("cut short")))).rejects.toThrow("cut short")
  const done: Array<string> = []
  await onceFor(stamp, hash(), async () => void done.push("built"))
  expect(done).toEqual(["built"])
})
