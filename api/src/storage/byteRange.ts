/**
 * The part of `size` bytes that a `Range` header asks for (RFC 9110 §14.2): undefined for all of them, also when the header
 * asks for several ranges or isn't understood.
 */
export const byteRange = (
  header: string | undefined,
  size: number
): { readonly offset: number; readonly length: number } | "unsatisfiable" | undefined => {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? []
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined
  const offset = first === "" ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === "" || last === "" ? size : Math.min(Number(last) + 1, size)
  if (first !== "" && last !== "" && Number(last) < offset) return undefined
  return offset >= size ? "unsatisfiable" : { offset, length: end - offset }
}
