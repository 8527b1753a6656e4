import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { readTar, type TarFile, writeTar } from "./tar.ts"

/** The packages that are served, by the name of their archive; their scope is `@cossistant`. */
export const packageNames = ["types", "core", "react", "next", "solid"] as const

/** An archive as npm installs it from here. */
export interface ServedPackage {
  /** Without its scope. */
  readonly file: string
  /** Its address for as long as what is in it is the same: another build has another. */
  readonly url: string
  readonly name: string
  readonly version: string
  readonly archive: Uint8Array
  /** The hash package managers check it against (https://www.w3.org/TR/SRI/). */
  readonly integrity: string
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const scope = "@cossistant/"
const manifestPath = "package/package.json"

/** Where an installation at `publicUrl` serves what a package is now. */
export const addressOf = (publicUrl: string, name: string): string => `${publicUrl}/packages/${name}.tgz`

const rewritten = (file: TarFile, addressOfSibling: (name: string) => string): TarFile & { readonly manifest: Manifest } => {
  const manifest = JSON.parse(new TextDecoder().decode(file.bytes)) as Manifest // our own build wrote it
  const dependencies = Object.entries(manifest.dependencies ?? {}).map(([name, range]) =>
    [name, name.startsWith(scope) ? addressOfSibling(name.slice(scope.length)) : range])
  const text = JSON.stringify({ ...manifest, dependencies: Object.fromEntries(dependencies) }, null, 2)
  return { path: file.path, bytes: new TextEncoder().encode(`${text}\n`), manifest }
}

/**
 * A built archive, changed in one thing: what it needs of its `siblings` it asks of the installation at `publicUrl`, so that
 * installing one address is enough. The same archives and address give the same bytes. Fails on what isn't such an archive.
 */
export const servedFrom = async (
  file: string, archive: Uint8Array, publicUrl: string, siblings: ReadonlyArray<ServedPackage>
): Promise<ServedPackage> => {
  const zlib = await import("node:zlib") // slow to load, and rarely asked for
  const files = readTar(await promisify(zlib.gunzip)(archive))
  const found = files.find(({ path }) => path === manifestPath)
  if (found === undefined) throw new Error(`The archive has no ${manifestPath}.`)
  const { manifest, ...own } = rewritten(found, (name) => siblings.find((sibling) => sibling.file === name)?.url ?? addressOf(publicUrl, name))
  const tar = writeTar(files.map((each) => each.path === manifestPath ? own : each))
  const bytes = new Uint8Array(await promisify(zlib.gzip)(tar, { level: 9 }))
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`
  const url = addressOf(publicUrl, `${file}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`)
  return { file, url, name: manifest.name, version: manifest.version, archive: bytes, integrity }
}
