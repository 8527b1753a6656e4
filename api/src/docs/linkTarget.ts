import path from "node:path"
import { entries, fileOf } from "./contents.ts"

const urlOfFile = new Map(entries.map(({ url }) => [fileOf(url), url]))
/** Folders of `docs/` whose files are served as they are. */
export const servedFolders = ["images", "examples"] as const

/**
 * Where a link of a page leads on the server: sources link each other's files, so that they also work in a checkout.
 * `file` is the page's own, below `docs/`. Null for a relative link to something the server doesn't have.
 */
export const linkTarget = (file: string, href: string): string | null => {
  if (/^[a-z][a-z+.-]*:/i.test(href) || href.startsWith("#") || href.startsWith("/")) return href
  const [relative = "", anchor] = href.split("#", 2)
  const target = path.posix.join(path.posix.dirname(file), relative)
  const url = urlOfFile.get(target)
    ?? (servedFolders.some((folder) => target.startsWith(`${folder}/`)) ? `/docs/${target}` : undefined)
  return url === undefined ? null : anchor === undefined ? url : `${url}#${anchor}`
}

/** A page's source with every link as the server's address, for those who read Markdown. Code stays as it is. */
export const withServerLinks = (file: string, markdown: string): string => {
  let isCode = false
  return markdown.split("\n").map((line) => {
    if (line.startsWith("```")) isCode = !isCode
    return isCode ? line : line.replace(/\]\(([^)\s]+)\)/g, (whole, href: string) => {
      const target = linkTarget(file, href)
      return target === null ? whole : `](${target})`
    })
  }).join("\n")
}
