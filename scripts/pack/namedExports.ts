import { readFileSync } from "node:fs"
import { join } from "node:path"

const star = /^export \* from "([^"]+)";?$/gm

/** What a built script exports by name. */
const named = (code: string): ReadonlyArray<string> => [
  ...[...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = ""]) => list.split(",").map((each) => each.trim().split(/\s+as\s+/).at(-1) ?? "")),
  ...[...code.matchAll(/^export \* as ([\w$]+)/gm)].map(([, name = ""]) => name),
].filter((name) => name !== "")

/**
 * Gives a script's `export * from` names: frameworks with server components can't follow a star across a client boundary.
 * `codeOf` gives the code behind a specifier. A name that several stars bring is taken from the first.
 */
export const withNames = (code: string, codeOf: (specifier: string) => string): string => {
  const seen = new Set(named(code))
  return code.replaceAll(star, (_, specifier: string) => {
    const names = named(withNames(codeOf(specifier), codeOf)).filter((name) => name !== "default" && !seen.has(name))
    names.forEach((name) => seen.add(name))
    return names.length === 0 ? "" : `export { ${names.join(", ")} } from "${specifier}";`
  })
}

/** The code of an entry of a package that was built into `folder`. */
export const builtCode = (folder: string, specifier: string): string => {
  const [scope = "", name = "", ...path] = specifier.split("/")
  const { exports } = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { // our own build wrote it
    readonly exports: Readonly<Record<string, { readonly default: string }>>
  }
  const target = exports[path.length === 0 ? "." : `./${path.join("/")}`]
  if (scope !== "@cossistant" || target === undefined) throw new Error(`${specifier} isn't an entry of a built package.`)
  return readFileSync(join(folder, name, target.default), "utf8")
}
