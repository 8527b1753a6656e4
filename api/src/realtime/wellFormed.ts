/**
 * What a database can keep of JSON that came from outside: Postgres takes neither NUL nor half of a surrogate pair, which
 * a text cut in the middle of an emoji ends with. NUL goes, a half becomes U+FFFD. Gives the very same value when there
 * is nothing to do.
 */
export const wellFormed = (value: unknown): unknown => {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0") ? value : value.toWellFormed().replaceAll("\0", "")
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map(wellFormed)
    return items.every((item, index) => item === value[index]) ? value : items
  }
  const entries = Object.entries(value)
  return entries.every(([key, inner]) => wellFormed(key) === key && wellFormed(inner) === inner)
    ? value
    : Object.fromEntries(entries.map(([key, inner]) => [wellFormed(key), wellFormed(inner)]))
}
