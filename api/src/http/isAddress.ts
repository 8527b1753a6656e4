import { readFile } from "node:fs/promises"
import path from "node:path"
import { reservedSegments } from "./reservedSegments.ts"

/**
 * Whether the page built to `root` has something to show at a path, by what its build says in `addresses.json`: regular
 * expressions, in which `site` is the part that names one. Without that file, everywhere. A site that isn't there counts as
 * there: who has none of its members' cookies must not learn which ones exist.
 */
export const isAddress = async (root: string, place: string): Promise<boolean> => {
  const said = await readFile(path.join(root, "addresses.json"), "utf8").catch(() => undefined)
  if (said === undefined) return true
  const patterns = JSON.parse(said) as ReadonlyArray<string> // our own build wrote it
  return patterns.some((pattern) => {
    const found = new RegExp(pattern, "i").exec(place)
    const { site = "" } = found?.groups ?? {}
    // No site's name begins with a dot: what asks for /.env looks for something else, and 200 would tell it that it is there.
    return found !== null && !reservedSegments.has(site) && !site.startsWith(".")
  })
}
