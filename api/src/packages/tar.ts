/** A file inside an archive. */
export interface TarFile {
  readonly path: string
  readonly bytes: Uint8Array
}

const block = 512
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** npm gives every file this time, so that the same files make the same archive: 1985-10-26T08:15:00Z. */
const modified = 499_162_500

const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0")

/** A path of up to 255 bytes as the header's two fields: name (100) and what stands before it (155). */
const split = (path: string): readonly [name: string, prefix: string] => {
  if (encoder.encode(path).length <= 100) return [path, ""]
  const at = path.indexOf("/", path.length - 101)
  if (at < 1 || at > 155) throw new Error(`The path is too long for an archive: ${path}`)
  return [path.slice(at + 1), path.slice(0, at)]
}

const header = ({ bytes, path }: TarFile): Uint8Array => {
  const [name, prefix] = split(path)
  const made = new Uint8Array(block)
  const put = (text: string, at: number) => made.set(encoder.encode(text), at)
  put(name, 0)
  put(`${octal(0o644, 7)}\0`, 100)
  put(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108)
  put(`${octal(bytes.length, 11)}\0${octal(modified, 11)}\0`, 124)
  put(" ".repeat(8), 148) // the sum counts itself as spaces
  put("0", 156)
  put("ustar\u000000", 257)
  put(prefix, 345)
  put(`${octal(made.reduce((sum, byte) => sum + byte, 0), 6)}\0 `, 148)
  return made
}

/** The files as one archive (ustar: IEEE Std 1003.1, pax), in the order given. The same files make the same bytes. */
export const writeTar = (files: ReadonlyArray<TarFile>): Uint8Array => {
  const parts = files.flatMap((file) => [header(file), file.bytes, new Uint8Array((block - file.bytes.length % block) % block)])
  return new Uint8Array(Buffer.concat([...parts, new Uint8Array(2 * block)]))
}

/** The plain files of an archive `writeTar` made. */
export const readTar = (archive: Uint8Array): ReadonlyArray<TarFile> => {
  const files: Array<TarFile> = []
  const text = (from: number, length: number) => decoder.decode(archive.subarray(from, from + length)).split("\0")[0] ?? ""
  for (let at = 0; archive[at] !== undefined && archive[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8)
    const prefix = text(at + 345, 155)
    files.push({
      path: prefix === "" ? text(at, 100) : `${prefix}/${text(at, 100)}`,
      bytes: archive.subarray(at + block, at + block + size)
    })
    at += block + Math.ceil(size / block) * block
  }
  return files
}
