import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { buildDeclarations, type Replaced, emitDeclarations } from "./pack/declarations.ts"
import { missingOf } from "./pack/entriesOf.ts"
import { licencesOf } from "./pack/licences.ts"
import { type Conditions, packageJson } from "./pack/packageJson.ts"
import { published } from "./pack/published.ts"
import type { PublishedPackage } from "./pack/PublishedPackage.ts"
import { readme } from "./pack/readme.ts"
import { buildScripts, packagesFolder as out } from "./pack/scripts.ts"
import { compileSolid } from "./pack/solid.ts"
import { buildStyles } from "./pack/styles.ts"
import { tarballOf } from "./pack/tarball.ts"
import { root } from "./root.ts"

/** Solid's own bundlers compile the source themselves; Node gets what renders to text, all others what makes elements. */
const solidBuilds = async (dist: string, files: ReadonlyMap<string, string>) => {
  await Promise.all([
    compileSolid(join(dist, "source"), join(dist, "dom"), "dom"),
    compileSolid(join(dist, "source"), join(dist, "node"), "ssr"),
  ])
  return (path: string): Conditions => {
    const source = files.get(path) ?? ""
    const script = source.replace(/\.jsx$/, ".js")
    return {
      solid: `./dist/source/${source}`,
      node: `./dist/node/${script}`,
      browser: `./dist/dom/${script}`,
      default: `./dist/dom/${script}`,
    }
  }
}

const pack = async (own: PublishedPackage, replaced: Replaced): Promise<void> => {
  const folder = join(out, ".making", own.name)
  const dist = join(folder, "dist")
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dist, { recursive: true })
  const { files, foreign } = await buildScripts(own, own.framework === "solid" ? join(dist, "source") : dist)
  const scriptsOf = own.framework === "solid"
    ? await solidBuilds(dist, files)
    : (path: string): Conditions => ({ default: `./dist/${files.get(path) ?? ""}` })
  await Promise.all([buildDeclarations(own, replaced, dist), buildStyles(own, dist)])
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(packageJson(own, scriptsOf), null, 2)}\n`)
  writeFileSync(join(folder, "README.md"), readme(own))
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"))
  const licences = licencesOf(foreign)
  if (licences !== "") writeFileSync(join(folder, "LICENSES"), licences)
  // Whoever reads the last build meanwhile isn't left with half of this one.
  rmSync(join(out, own.name), { recursive: true, force: true })
  renameSync(folder, join(out, own.name))
  writeFileSync(join(out, `${own.name}.tgz`), tarballOf(join(out, own.name)))
}

// Makes the packages people install, and the archives they install them from; names pick some of them
const wanted = process.argv.slice(2)
const replaced = await emitDeclarations()
for (const own of published.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const missing = missingOf(own)
  if (missing.length > 0) throw new Error(`@cossistant/${own.name} has no source for ${missing.join(", ")}`)
  await pack(own, replaced)
}
rmSync(join(out, ".making"), { recursive: true, force: true })
