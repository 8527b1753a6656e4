import { letterAtMost } from "./Arrival.ts"

/** More than any server lets a head have. */
export const headAtMost = 256 * 1024

/** The head of a letter (RFC 5322 §2.1): its beginning up to the first empty line. Works on the beginning of a letter as well. */
export const headOf = (raw: Uint8Array): Uint8Array => {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headAtMost))
  const ends = ["\r\n\r\n", "\n\n"].map((end) => start.indexOf(end)).filter((at) => at >= 0)
  // Not a view: what it was cut from needn't stay.
  return Buffer.from(ends.length === 0 ? start : start.subarray(0, Math.min(...ends) + 2))
}

/** What the team reads of a letter that was too large: its size (null when nobody counted) and where it lies, as far as known. */
export const tooLargeText = (bytes: number | null, where: string | null): string => {
  const size = bytes === null ? `more than ${letterAtMost / 1_048_576} MB` : `${Math.ceil(bytes / 1_048_576)} MB`
  return where === null ? size : `${size}, kept as ${where}`
}
