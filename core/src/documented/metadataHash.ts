import type { VisitorMetadataInput } from "@cossistant/types"

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")

/** FNV-1a, 32 bits (RFC 9923), over UTF-16 units. */
const fnv = (text: string): string => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, "0")
}

/**
 * Eight hex digits that tell whether facts have changed: SHA-256 of their JSON with sorted keys, or FNV-1a on pages
 * without Web Crypto (plain http). Nothing said gives an empty text.
 */
export const metadataHash = async (metadata: VisitorMetadataInput): Promise<string> => {
  const said = Object.entries(metadata).filter(([, value]) => value !== undefined).sort(([a], [b]) => a < b ? -1 : 1)
  if (said.length === 0) return ""
  const text = JSON.stringify(Object.fromEntries(said))
  // Absent where a page isn't secure.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  return subtle ? hex(new Uint8Array(await subtle.digest("SHA-256", new TextEncoder().encode(text))).subarray(0, 4)) : fnv(text)
}
