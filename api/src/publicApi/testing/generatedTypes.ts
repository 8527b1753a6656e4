import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import path from "node:path"

/** The generator speaks to TypeScript's programming interface, which version 6 has. */
const withTypeScript6 = `
import { registerHooks } from "node:module"
registerHooks({ resolve: (name, context, next) => next(name === "typescript" ? "@typescript/typescript6" : name, context) })
`

/** Writes `schema.ts` into `folder`: the types of an API, made from its OpenAPI document by openapi-typescript. */
export const writeGeneratedTypes = (root: string, folder: string, document: unknown): void => {
  const [hook, json] = [path.join(folder, "hook.mjs"), path.join(folder, "openapi.json")]
  writeFileSync(hook, withTypeScript6)
  writeFileSync(json, JSON.stringify(document))
  const bin = path.join(root, "node_modules")
  execFileSync(path.join(bin, ".bin/node"), ["--import", hook, path.join(bin, "openapi-typescript/bin/cli.js"), json, "-o", path.join(folder, "schema.ts")], {
    encoding: "utf8", stdio: "pipe", cwd: root
  })
}
