import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { LookupAddress } from "node:dns"
import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import { allowedNetworks } from "./allowedNetworks.ts"
import { OutgoingFailed, OutgoingRefused } from "./OutgoingError.ts"
import { type Answered, pinnedRequest } from "./pinnedRequest.ts"
import { isPublicAddress } from "./publicAddress.ts"

export interface OutgoingRequest {
  readonly url: string
  /** GET unless given. */
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** From the look-up of the name to the last byte of the answer; 10 s unless given. */
  readonly timeout?: Duration.Input
  /** Of the answer's body; 1 MiB unless given. */
  readonly maxBytes?: number
  /** How many redirects are followed; none unless given: the redirect itself is the answer. */
  readonly redirects?: number
}

/** `url` is where the answer came from. */
export interface OutgoingAnswer extends Answered {
  readonly url: string
}

/** How names are looked up: the system's way. A test may say otherwise. */
export const Resolver = Context.Reference<(host: string) => Promise<ReadonlyArray<LookupAddress>>>("api/outgoing/Resolver", {
  defaultValue: () => (host) => lookup(host, { all: true, verbatim: true })
})

/**
 * The one client for every URL that a user wrote: webhooks, pages to read, pictures to take over. A name is looked up
 * once, all its addresses are checked, and the connection goes to those addresses and no others; each redirect goes
 * through the same. Size and time are capped. `OUTGOING_ALLOW_PRIVATE` lets an operator make exceptions.
 */
export class Outgoing extends Context.Service<Outgoing, {
  readonly request: (request: OutgoingRequest) => Effect.Effect<OutgoingAnswer, OutgoingRefused | OutgoingFailed>
  /** Whether a request there would be made, as things stand: for telling whoever writes an address. */
  readonly check: (url: string) => Effect.Effect<void, OutgoingRefused | OutgoingFailed>
}>()("api/outgoing/Outgoing") {
  static readonly layer = Layer.effect(Outgoing, Effect.gen(function*() {
    const allowed = yield* allowedNetworks
    const resolve = yield* Resolver

    const place = Effect.fnUntraced(function*(text: string) {
      const url = URL.parse(text)
      if (url === null) return yield* new OutgoingRefused({ reason: "not_a_url" })
      if (url.protocol !== "https:" && url.protocol !== "http:") return yield* new OutgoingRefused({ reason: "scheme" })
      if (url.username !== "" || url.password !== "") return yield* new OutgoingRefused({ reason: "credentials" })
      const host = url.hostname.replace(/^\[|\]$/g, "")
      const family = isIP(host)
      const addresses = family !== 0
        ? [{ address: host, family }]
        : yield* Effect.tryPromise({ try: () => resolve(host), catch: () => new OutgoingFailed({ reason: "name_unknown" }) })
      if (addresses.length === 0) return yield* new OutgoingFailed({ reason: "name_unknown" })
      // One bad address among good ones is a trap, not a mistake.
      if (addresses.some(({ address }) => !isPublicAddress(address, allowed))) return yield* new OutgoingRefused({ reason: "private_address" })
      return { url, addresses }
    })

    const request = Effect.fn("Outgoing.request")(function*(asked: OutgoingRequest) {
      const { body, headers = {}, maxBytes = 1024 * 1024, redirects = 0 } = asked
      let { method = "GET", url: text } = asked
      let sent = { body, headers }
      for (let hops = 0;; hops++) {
        const { addresses, url } = yield* place(text)
        const answer = yield* Effect.tryPromise({
          try: (signal) => pinnedRequest({ url, method, ...sent, maxBytes, signal }, addresses),
          catch: (error) => error instanceof OutgoingFailed ? error : new OutgoingFailed({ reason: "unreachable" })
        })
        const next = isRedirect(answer.status) && redirects > 0 ? URL.parse(answer.headers["location"] ?? "", url) : null
        if (next === null) return { ...answer, url: url.href }
        if (hops >= redirects) return yield* new OutgoingRefused({ reason: "too_many_redirects" })
        if (url.protocol === "https:" && next.protocol === "http:") return yield* new OutgoingRefused({ reason: "downgrade" })
        // As browsers do (Fetch §4.4): what was posted isn't posted on, and credentials stay with their origin.
        if (answer.status === 303 || (answer.status < 303 && method === "POST")) {
          method = "GET"
          sent = { ...sent, body: undefined }
        }
        if (next.origin !== url.origin) sent = { ...sent, headers: withoutCredentials(sent.headers) }
        text = next.href
      }
    })

    const inTime = <A>(effect: Effect.Effect<A, OutgoingRefused | OutgoingFailed>, timeout: Duration.Input) =>
      Effect.timeoutOrElse(effect, { duration: timeout, orElse: () => Effect.fail(new OutgoingFailed({ reason: "timeout" })) })

    return Outgoing.of({
      request: (asked) => inTime(request(asked), asked.timeout ?? "10 seconds"),
      check: (url) => inTime(Effect.asVoid(place(url)), "5 seconds")
    })
  }))
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status)

const withoutCredentials = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie|proxy-authorization)$/i.test(name)))
