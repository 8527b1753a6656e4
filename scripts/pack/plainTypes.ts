import { join } from "node:path"
import { isImportDeclaration, isTypeAliasDeclaration } from "typescript/unstable/ast/is"
import { API } from "typescript/unstable/async"
import { root } from "../root.ts"

/** The compiler's NodeBuilderFlags: nothing cut short, and an alias written out where it is defined. */
const flags = 1 | (1 << 23)

/** The one type that can't be written out: it holds itself. */
const json = "type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [key: string]: Json }"

/**
 * The types of a source in plain words: an alias of what a schema describes becomes the object itself, so that what is
 * published names no library. `withheld` are aliases nobody outside can use: they become `unknown`.
 */
export const plainTypes = async (source: string, withheld: ReadonlyArray<string>): Promise<string> => {
  const api = new API({ cwd: root })
  try {
    const config = join(root, "core/tsconfig.json")
    const snapshot = await api.updateSnapshot({ openProjects: [config] })
    const project = snapshot.getProject(config)
    const file = await project?.program.getSourceFile(join(root, source))
    if (project === undefined || file === undefined) throw new Error(`The compiler doesn't know ${source}.`)
    const lines: Array<string> = []
    for (const statement of file.statements) {
      if (isImportDeclaration(statement)) continue
      const written = file.text.slice(statement.pos, statement.end).trim()
      if (!isTypeAliasDeclaration(statement)) {
        lines.push(written)
        continue
      }
      const name = statement.name.text
      const type = await project.checker.getTypeFromTypeNode(statement.type)
      if (type === undefined) throw new Error(`The compiler can't tell what ${name} in ${source} is.`)
      const plain = withheld.includes(name) ? "unknown" : await project.checker.typeToString(type, undefined, flags)
      lines.push(`${written.split("export type")[0]}export type ${name} = ${plain}`)
    }
    return `${[...lines, json].join("\n")}\n`
  } finally {
    await api.close()
  }
}
