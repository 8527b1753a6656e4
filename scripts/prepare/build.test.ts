import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { root } from "../root.ts"
import { browserBuilds, packagesBuild, serverBuild, stateOf } from "./build.ts"

const copy = mkdtempSync(join(tmpdir(), "build-"))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

for (const build of [serverBuild, packagesBuild, ...browserBuilds]) {
  it(`${build.name} is built anew when its entry, ${build.entry}, changes`, () => {
    const entry = join(copy, build.entry)
    mkdirSync(dirname(entry), { recursive: true })
    cpSync(join(root, build.entry), entry)
    const before = stateOf(build, copy)
    appendFileSync(entry, "\n// changed")
    expect(stateOf(build, copy)).not.toBe(before)
  })
}
