import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { expect, it } from "vitest"
import { published } from "../../scripts/pack/published.ts"
import { root } from "../../scripts/root.ts"

const out = join(root, "dist/packages")

/** What `package.json` says, as far as it is asked here. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}
const manifestOf = (name: string) => JSON.parse(readFileSync(join(out, name, "package.json"), "utf8")) as Manifest // our own build wrote it
const filesOf = (name: string, pattern: string) =>
  [...new Bun.Glob(pattern).scanSync(join(out, name))].map((file) => [file, readFileSync(join(out, name, file), "utf8")] as const)

for (const { framework, name, siblings } of published) {
  it(`@cossistant/${name} is a package that every tool reads alike`, async () => {
    const { messages } = await publint({ pkgDir: join(out, name), strict: true, pack: false })
    const manifest = JSON.parse(readFileSync(join(out, name, "package.json"), "utf8"))
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([])
  })

  it(`@cossistant/${name} has types where its scripts are, for every way of resolving modules`, async () => {
    const checked = await checkPackage(createPackageFromTarballData(readFileSync(join(out, `${name}.tgz`))), { excludeEntrypoints: [/\.css$/] })
    if (checked.types === false) throw new Error("It has no types at all.")
    // ESM only: required from CommonJS it is loaded as a module; older resolution knows no exported paths.
    const expected = new Set(["CJSResolvesToESM"])
    const problems = checked.problems.filter((problem) =>
      !expected.has(problem.kind) && !("resolutionKind" in problem && problem.resolutionKind === "node10"))
    expect(problems).toEqual([])
  })

  it(`@cossistant/${name} needs nothing but its siblings and what the host brings`, () => {
    const { dependencies, peerDependencies = {} } = manifestOf(name)
    expect(Object.keys(dependencies).sort()).toEqual(siblings.map((sibling) => `@cossistant/${sibling}`).sort())
    const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
    const unknown = filesOf(name, "dist/**/*.{js,jsx,d.ts}").flatMap(([file, text]) =>
      [...text.matchAll(/(?:^|\n|;)\s*(?:import|export)\s[^'"`;]*?["']([^."'][^"']*)["']|\bimport\(["']([^."'][^"']*)["']\)/g)]
        .map(([, named, called]) => named ?? called ?? "")
        .filter((specifier) => !known.some((each) => specifier === each || specifier.startsWith(`${each}/`)))
        .map((specifier) => `${file}: ${specifier}`))
    expect(unknown).toEqual([])
  })

  it(`@cossistant/${name} carries its licence, and the licence of whatever of others is inside`, () => {
    expect(readFileSync(join(out, name, "LICENSE"), "utf8")).toContain("MIT License")
    const inside = existsSync(join(out, name, "dist/vendor")) || existsSync(join(out, name, "dist/source/vendor"))
    expect(existsSync(join(out, name, "LICENSES"))).toBe(inside)
  })

  if (framework === "react") {
    it(`@cossistant/${name} starts every entry that draws with "use client", and nothing else of it`, () => {
      for (const [path, target] of Object.entries(manifestOf(name).exports)) {
        if (typeof target === "string" || target["default"] === undefined) continue
        const text = readFileSync(join(out, name, target["default"]), "utf8")
        const isPlain = /^\.\/(server|utils\/(conversation|id))$|command-block-utils|message-layout|read-receipts/.test(path)
        if (!isPlain) expect(text, path).toMatch(/^"use client"/)
        // Next.js before 16 can't follow a star across that boundary.
        if (!isPlain) expect(text, path).not.toMatch(/export \* from/)
        if (path === "./server") expect(text, path).not.toContain("use client")
      }
    })
  }
}
