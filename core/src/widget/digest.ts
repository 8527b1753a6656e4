/** Text of a value that doesn't depend on the order of its keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner)

/** FNV-1a, 32 bits (RFC 9923) over UTF-16 units: tells whether a value is the one sent before, without keeping it. */
export const digestOf = (value: unknown): string => {
  let hash = 0x811c9dc5
  const text = canonical(value)
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16)
}
