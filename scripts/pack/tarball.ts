import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { writeTar } from "../../api/src/packages/tar.ts"

/** A built package as one archive, as npm makes them: `package.json` first, all below `package/`, the same bytes each time. */
export const tarballOf = (folder: string): Uint8Array => {
  const paths = [...new Bun.Glob("**/*").scanSync({ cwd: folder, dot: true })].sort()
  const ordered = ["package.json", ...paths.filter((path) => path !== "package.json")]
  return gzipSync(writeTar(ordered.map((path) => ({ path: `package/${path}`, bytes: readFileSync(join(folder, path)) }))), { level: 9 })
}
