import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { root } from "../root.ts"

/** A block of code on a page of the documentation. */
export interface Sample {
  /** The page, from the repository's top. */
  readonly page: string
  /** The line its code begins on. */
  readonly line: number
  readonly language: string
  readonly title: string | null
  readonly code: string
}

const fence = /^```(\w+)?(?:\s+title="([^"]*)")?\s*$/

/** Every block of code of one page. */
export const samplesOf = (page: string, text: string): ReadonlyArray<Sample> => {
  const samples: Array<Sample> = []
  let open: { readonly line: number; readonly language: string; readonly title: string | null; readonly code: Array<string> } | null = null
  for (const [index, line] of text.split("\n").entries()) {
    if (open !== null && line === "```") {
      samples.push({ ...open, page, code: open.code.join("\n") })
      open = null
    } else if (open !== null) {
      open.code.push(line)
    } else if (line.startsWith("```")) {
      const [, language = "", title = null] = fence.exec(line) ?? []
      open = { line: index + 2, language, title, code: [] }
    }
  }
  return samples
}

/** Every block of code of every page below `docs/`, and of the README. */
export const allSamples = (): ReadonlyArray<Sample> => {
  const pages = readdirSync(join(root, "docs"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md") && !/node_modules|examples/.test(entry.parentPath))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  return ["README.md", ...pages].flatMap((page) => samplesOf(page, readFileSync(join(root, page), "utf8")))
}
