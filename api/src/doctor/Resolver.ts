import * as Context from "effect/Context"
import { promises as dns } from "node:dns"

/** Looks names up in DNS; a name without such records is an empty list. Rejects when nobody answers. */
export interface Resolver {
  /** TXT records, each joined to one text (RFC 1035 §3.3.14). */
  readonly txt: (name: string) => Promise<ReadonlyArray<string>>
  /** The hosts that take letters for a domain (RFC 5321 §5.1). */
  readonly mx: (domain: string) => Promise<ReadonlyArray<string>>
}

const orNone = async <A>(records: Promise<ReadonlyArray<A>>): Promise<ReadonlyArray<A>> => {
  try {
    return await records
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOTFOUND" || error.code === "ENODATA")) return []
    throw error
  }
}

/** This machine's resolver. */
export const Resolver = Context.Reference<Resolver>("api/doctor/Resolver", {
  defaultValue: () => ({
    txt: (name) => orNone(dns.resolveTxt(name).then((records) => records.map((parts) => parts.join("")))),
    mx: (domain) => orNone(dns.resolveMx(domain).then((records) => records.map(({ exchange }) => exchange.toLowerCase())))
  })
})
