import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { parseEnv } from "node:util"
import { exampleFile, settingsTables, withTables } from "./exampleFile.ts"
import { settingOf } from "./values.ts"
import { type VariableFacts, variables } from "./variables.ts"

const root = path.join(import.meta.dirname, "../../..")
const written = ["variables.ts", "exampleFile.ts"].map((file) => path.join("api/src/settings", file))

/** The program's sources, without tests and without the list itself. */
const sources = ["api/src", "scripts"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/(?:testing|proofs|check|size)\//.test(file) && !written.includes(file))
).map((file) => readFileSync(path.join(root, file), "utf8"))

const listed: ReadonlyArray<readonly [string, VariableFacts]> = Object.values(variables).flatMap((group) => Object.entries(group))
const names = listed.map(([name]) => name)

describe("The list of variables", () => {
  it("has every variable the program reads", () => {
    // A call may go over several lines.
    const calls = sources.flatMap((text) => text.replace(/([([,])\s*\n\s*/g, "$1").split("\n"))
    const read = new Set(calls
      .filter((line) => /\bConfig\.[A-Z]|\bvalues\["/.test(line))
      .flatMap((line) => Array.from(line.matchAll(/"([A-Z][A-Z0-9_]{2,})"/g), ([, name = ""]) => name)))
    assert.isAbove(read.size, 10)
    assert.deepStrictEqual([...read].filter((name) => !names.includes(name)), [])
  })

  it("has every name a reader may be given: another one doesn't compile", () => {
    // @ts-expect-error Not on the list.
    const stranger = settingOf("NOT_ON_THE_LIST")
    assert.isDefined(stranger)
    assert.notInclude(names, "NOT_ON_THE_LIST")
  })

  it("has none that nothing reads", () => {
    const all = sources.join("\n")
    assert.deepStrictEqual(names.filter((name) => !all.includes(`"${name}"`)), [])
  })

  it("has each name once and says what it is for in one line", () => {
    assert.strictEqual(new Set(names).size, names.length)
    for (const [name, { about }] of listed) assert.match(about, /^[^\n|]{10,120}$/, name)
  })

  it("is what .env.example shows, where only the quick start's values are in force and no secret is", () => {
    const file = readFileSync(path.join(root, ".env.example"), "utf8")
    assert.strictEqual(file, exampleFile(), "run: bun run env")
    const quick = listed.filter(([, { quick }]) => quick !== undefined)
    assert.deepStrictEqual(parseEnv(file), Object.fromEntries(quick.map(([name, { quick }]) => [name, quick])))
    assert.deepStrictEqual(quick.filter(([, { isSecret }]) => isSecret), [])
  })

  it("is what the operations page shows", () => {
    const page = readFileSync(path.join(root, "docs/operations.md"), "utf8")
    assert.include(page, settingsTables(), "run: bun run env")
    assert.strictEqual(withTables(page, settingsTables()), page, "run: bun run env")
  })
})
