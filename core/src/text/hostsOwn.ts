import { normal } from "./localeChain.ts"

/** A value by a name that may be one that objects are born with. */
export const own = <Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined

/** What the host says for a key: for every locale, else for the first of the chain that it says something for. */
export const hostsOwn = (overrides: object | undefined, key: string, chain: ReadonlyArray<string>): unknown => {
  const said = own(overrides as Readonly<Record<string, unknown>> | undefined, key) // by keys that are only strings at run time
  if (typeof said !== "object" || said === null) return said ?? undefined
  const byLocale = new Map<string, unknown>(Object.entries(said).map(([locale, value]) => [normal(locale), value]))
  return byLocale.get(chain.find((locale) => byLocale.get(locale) !== undefined) ?? "")
}
