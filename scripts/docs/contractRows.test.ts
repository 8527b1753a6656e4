import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { root } from "../root.ts"

const read = (path: string): string => readFileSync(join(root, path), "utf8")

/** Every "`file`: title" of the table, `suite/` being short for where the shared suites are. */
const named = (): ReadonlyArray<readonly [file: string, title: string]> =>
  read("docs/decisions/contract-rows.md").split("\n").filter((line) => line.startsWith("| "))
    .flatMap((line) => [...line.matchAll(/`([\w./-]+\.tsx?)`: (.+?)(?=<br>| \|$)/g)])
    .map(([, file = "", title = ""]) => [file.replace(/^suite\//, "core/src/suite/"), title.replaceAll("\\|", "|")])

it("each row of the contract names a test that is there", () => {
  const rows = named()
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.filter(([file, title]) => !read(file).includes(title))).toEqual([])
})
