import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import ipaddr from "ipaddr.js"
import { resolve } from "node:dns/promises"

/** Asks the DNS: name and type (`TXT`, `A`, `MX` …) to what Node's `dns.promises.resolve` answers. */
export type Resolver = (name: string, type: string) => Promise<unknown>

/** Where public keys and policies of senders are looked up. */
export const DnsResolver = Context.Reference<Resolver>("api/inbound/DnsResolver", { defaultValue: () => resolve })

/** What the receiving provider found, in its words or RFC 8601's; left out where it said nothing. */
export interface Verdicts {
  readonly spf?: string
  readonly dkim?: string
  readonly dmarc?: string
  readonly spam?: string
  readonly virus?: string
}

/** Who handed a letter over to our own listener. */
export interface Peer {
  readonly address: string
  readonly helo: string
  readonly envelopeFrom: string
}

/** Whether a letter comes from the domain it says, and what was found. */
export interface Authenticated {
  readonly isAligned: boolean
  /** For the team, as `dmarc=pass dkim=example.com`. */
  readonly summary: string
}

const lookUpFor = "8 seconds"

/** A relay of our own, whose address says nothing of the sender. */
const isInside = (address: string) => !ipaddr.isValid(address) || ipaddr.process(address).range() !== "unicast"

/**
 * Whether the domain in From vouches for the letter: DMARC (RFC 7489), or, where it publishes no policy, a DKIM signature
 * (RFC 6376) or SPF (RFC 7208) of that very organisation. The receiving provider's verdict counts when it checked; signatures
 * are checked here, and SPF only where our own listener saw the sender's address. A look-up that doesn't answer is a no.
 */
export const authenticate = Effect.fn("authenticate")(function*(letter: {
  readonly raw: Uint8Array
  readonly verdicts: Verdicts
  readonly peer: Peer | null
}) {
  const { peer, raw, verdicts } = letter
  const said = Object.entries(verdicts).map(([name, verdict]) => `${name}=${verdict}`).join(" ").toLowerCase()
  if (/^pass$/i.test(verdicts.dmarc ?? "")) return { isAligned: true, summary: said } satisfies Authenticated
  if (/^fail$/i.test(verdicts.dmarc ?? "")) return { isAligned: false, summary: said } satisfies Authenticated
  const resolver = yield* DnsResolver
  const found = yield* Effect.promise(() => check(raw, peer === null || isInside(peer.address) ? null : peer, resolver)).pipe(
    Effect.timeoutOrElse({ duration: lookUpFor, orElse: () => Effect.succeed({ isAligned: false, summary: "dns=timeout" }) })
  )
  return { isAligned: found.isAligned, summary: [said, found.summary].filter((part) => part !== "").join(" ") } satisfies Authenticated
})

const check = async (raw: Uint8Array, peer: Peer | null, resolver: Resolver): Promise<Authenticated> => {
  try {
    const { authenticate } = await import("mailauth")
    const { dkim, dmarc, spf } = await authenticate(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
      ...(peer === null ? { sender: "", ip: null } : { sender: peer.envelopeFrom, ip: peer.address, helo: peer.helo }),
      trustReceived: false, disableArc: true, disableBimi: true, mta: "localhost", resolver
    })
    const [from, ...more] = [dkim.headerFrom ?? []].flat()
    const domain = from?.slice(from.lastIndexOf("@") + 1).toLowerCase()
    if (domain === undefined || more.length > 0) return { isAligned: false, summary: "from=unclear" }
    const result = dmarc === false ? "none" : dmarc.status.result
    const home = dmarc === false ? domain : dmarc.domain
    // A policy may ask for the very name (RFC 7489 §3.1), which the library reads and doesn't heed.
    const isNear = (kind: "dkim" | "spf", name: string) => dmarc === false || dmarc.alignment?.[kind].strict !== true || name.toLowerCase() === domain
    // A signature over a part of the letter lets anyone write below it.
    const signed = dkim.results.filter(({ signingDomain, status }) => status.result === "pass" && status.aligned && !status.underSized && isNear("dkim", signingDomain))
    const isSenders = spf !== false && spf.status.result === "pass" && (spf.domain === home || spf.domain.endsWith(`.${home}`)) && isNear("spf", spf.domain)
    const isAligned = (result === "pass" || result === "none") && (signed.length > 0 || isSenders)
    const summary = [
      `dmarc=${result}`, `dkim=${signed[0]?.signingDomain ?? dkim.results[0]?.status.result ?? "none"}`, `spf=${spf === false ? "none" : spf.status.result}`
    ].join(" ")
    return { isAligned, summary }
  } catch (error) {
    return { isAligned: false, summary: `error=${error instanceof Error ? error.name : "unknown"}` }
  }
}
