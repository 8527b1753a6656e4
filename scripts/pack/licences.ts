import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const folderOf = (module: string): string => {
  const at = module.lastIndexOf("/node_modules/") + "/node_modules/".length
  const [scope = "", name = ""] = module.slice(at).split("/")
  return module.slice(0, at) + (scope.startsWith("@") ? `${scope}/${name}` : scope)
}

/** The licence text of every third party whose files are among `modules`, by name; empty without any. */
export const licencesOf = (modules: ReadonlyArray<string>): string =>
  [...new Set(modules.map(folderOf))].sort().map((folder) => {
    const { license, name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Readonly<Record<string, string>> // npm's own format
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
    const text = file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}`
    return `${name} ${version}\n\n${text}\n`
  }).join(`\n${"-".repeat(80)}\n\n`)
