import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import ipaddr from "ipaddr.js"
import { SettingsError } from "../settings/SettingsError.ts"
import { readRanges } from "../settings/addressRanges.ts"
import { settingOf } from "../settings/values.ts"

type Address = ReturnType<typeof ipaddr.process>

/** `TRUSTED_PROXIES`: addresses and address ranges of proxies that are believed about addresses, `loopback` (unless set) or `none`. */
export const trustedProxies = Effect.gen(function*() {
  const { networks, wrong } = readRanges((yield* settingOf("TRUSTED_PROXIES")) ?? "loopback")
  if (wrong.length > 0) {
    return yield* new SettingsError({ problems: [`TRUSTED_PROXIES wants address ranges such as 10.0.0.0/8 or fd00::/8, separated by commas, or none, not ${wrong.join(", ")}.`] })
  }
  return networks
})

/** Callers whose address is remembered, and how long their headers may be: anyone may write anything there. */
const [knownAtMost, longestKnown] = [1000, 200]

/**
 * The address of a caller: the peer's own, unless the peer is one of `TRUSTED_PROXIES` (address ranges, comma
 * separated, default loopback, or `none`); then the right-most hop of `X-Forwarded-For` that isn't.
 */
export class ClientAddress extends Context.Service<ClientAddress, {
  /** Textual, IPv4-mapped IPv6 written as IPv4. `forwardedFor` is the header as it came. */
  readonly of: (peer: string, forwardedFor: string | null) => string
}>()("api/http/ClientAddress") {
  static readonly layer = Layer.effect(ClientAddress, Effect.gen(function*() {
    const trusted = yield* trustedProxies
    const isTrusted = (address: Address) =>
      trusted.some(([net, bits]) => net.kind() === address.kind() && address.match(net, bits))
    const read = (peer: string, forwardedFor: string | null) => {
      const hops = forwardedFor === null ? [] : forwardedFor.split(",")
      let client = parse(peer)
      while (client !== undefined && isTrusted(client)) {
        const hop = parse(hops.pop() ?? "")
        // No more hops, or what a proxy wrote is no address: the last one known stands.
        if (hop === undefined) break
        client = hop
      }
      return client?.toString() ?? peer
    }
    // Whoever asks once asks again, and reading an address takes as long as finding a route.
    const known = new Map<string, string>()
    return ClientAddress.of({
      of: (peer, forwardedFor) => {
        const name = `${peer} ${forwardedFor ?? ""}`
        const address = known.get(name) ?? read(peer, forwardedFor)
        if (known.size >= knownAtMost) known.clear()
        if (name.length <= longestKnown) known.set(name, address)
        return address
      }
    })
  }))
}

/** The address of whoever sent the HTTP request at hand, as `ClientAddress` sees it. */
export const CallerAddress = Context.Reference<string>("api/http/CallerAddress", { defaultValue: () => "" })

/** Reads `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` and `[2001:db8::1]:4711`, the forms proxies write. */
const parse = (text: string): Address | undefined => {
  const bare = text.trim().replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : undefined
}
