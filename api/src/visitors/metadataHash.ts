import type { Metadata } from "@cossistant/core/ids/Metadata"
import { createHash } from "node:crypto"

/**
 * What tells a page that the metadata it is about to send is the one sent last: the first 8 hex characters of the SHA-256 of its
 * JSON with sorted keys, `""` for none. Vector: `{ b: 1, a: "x" }` → `cdab067e`.
 */
export const metadataHash = (metadata: Metadata): string => {
  const sorted = Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)))
  return Object.keys(sorted).length === 0
    ? ""
    : createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 8)
}
