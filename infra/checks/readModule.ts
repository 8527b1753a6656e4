import { parse } from "@cdktf/hcl2json"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Whatever Terraform's language says, as JSON: blocks are lists, since they may stand several times. */
export type Hcl = string | number | boolean | null | ReadonlyArray<Hcl> | { readonly [name: string]: Hcl }
export type Block = { readonly [name: string]: Hcl }

/** One block with its address as Terraform writes it: `aws_s3_bucket.uploads`, `data.external.build`, `var.environment`. */
export interface Named {
  readonly address: string
  readonly type: string
  readonly name: string
  readonly body: Block
}

/** A module as written: nothing is evaluated. */
export interface Module {
  readonly text: string
  readonly resources: ReadonlyArray<Named>
  readonly data: ReadonlyArray<Named>
  readonly variables: ReadonlyArray<Named>
  readonly outputs: ReadonlyArray<Named>
  readonly locals: ReadonlyArray<string>
}

export const isBlock = (value: Hcl | undefined): value is Block => typeof value === "object" && value !== null && !Array.isArray(value)

const blocks = (value: Hcl | undefined): ReadonlyArray<Block> => (Array.isArray(value) ? value : [value]).filter(isBlock)

/** Blocks with one label (`variable "x"`) or two (`resource "aws_s3_bucket" "x"`). */
const labelled = (files: ReadonlyArray<Block>, kind: string, prefix: string): ReadonlyArray<Named> =>
  files.flatMap((file) => blocks(file[kind]).flatMap((byName) =>
    Object.entries(byName).flatMap(([name, bodies]) => blocks(bodies).map((body) => ({ address: `${prefix}${name}`, type: kind, name, body })))))

const typed = (files: ReadonlyArray<Block>, kind: string, prefix: string): ReadonlyArray<Named> =>
  files.flatMap((file) => blocks(file[kind]).flatMap((byType) =>
    Object.entries(byType).flatMap(([type, byName]) => blocks(byName).flatMap((names) =>
      Object.entries(names).flatMap(([name, bodies]) => blocks(bodies).map((body) => ({ address: `${prefix}${type}.${name}`, type, name, body })))))))

/** Reads every `.tf` file of a folder. */
export const readModule = async (folder: string): Promise<Module> => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".tf")).sort()
  const texts = names.map((name) => readFileSync(join(folder, name), "utf8"))
  const files: ReadonlyArray<Block> = await Promise.all(names.map((name, index) => parse(name, texts[index] ?? "")))
  return {
    text: texts.join("\n"),
    resources: typed(files, "resource", ""),
    data: typed(files, "data", "data."),
    variables: labelled(files, "variable", "var."),
    outputs: labelled(files, "output", "output."),
    locals: files.flatMap((file) => blocks(file["locals"]).flatMap((body) => Object.keys(body))),
  }
}

/** Every text inside a value, however deep. */
export const textsIn = (value: Hcl | undefined): ReadonlyArray<string> => {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isBlock(value) ? Object.values(value).flatMap(textsIn) : []
}

/** The statements of a policy document, `dynamic` ones included. */
export const statementsOf = (document: Named): ReadonlyArray<Block> => [
  ...blocks(document.body["statement"]),
  ...blocks(document.body["dynamic"]).flatMap((dynamic) => blocks(dynamic["statement"])).flatMap((each) => blocks(each["content"])),
]

/** The blocks of this name inside a block. */
export const inside = (body: Block, name: string): ReadonlyArray<Block> => blocks(body[name])
