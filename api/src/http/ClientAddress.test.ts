import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ClientAddress } from "./ClientAddress.ts"

const addressOf = (peer: string, forwardedFor: string | null, trusted?: string) =>
  Effect.map(ClientAddress, (addresses) => addresses.of(peer, forwardedFor)).pipe(
    Effect.provide(ClientAddress.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(
      trusted === undefined ? {} : { TRUSTED_PROXIES: trusted }
    )))))
  )

const cases: ReadonlyArray<readonly [why: string, peer: string, forwardedFor: string | null, trusted: string | undefined, address: string]> = [
  ["nobody stands between", "203.0.113.9", null, undefined, "203.0.113.9"],
  ["a stranger may claim what he likes", "203.0.113.9", "198.51.100.7", undefined, "203.0.113.9"],
  ["the proxy beside us tells the truth", "127.0.0.1", "198.51.100.7", undefined, "198.51.100.7"],
  ["what a client wrote to the left counts for nothing", "127.0.0.1", "6.6.6.6, 198.51.100.7", undefined, "198.51.100.7"],
  ["a chain of trusted proxies is seen through", "10.0.0.1", "198.51.100.7, 10.1.2.3", "10.0.0.0/8", "198.51.100.7"],
  ["a chain that holds only trusted hops ends at its first", "10.0.0.1", "10.9.9.9, 10.1.2.3", "10.0.0.0/8", "10.9.9.9"],
  ["naming ranges replaces loopback", "127.0.0.1", "198.51.100.7", "10.0.0.0/8", "127.0.0.1"],
  ["no proxy is trusted when told so", "127.0.0.1", "198.51.100.7", "none", "127.0.0.1"],
  ["an empty setting is no setting", "127.0.0.1", "198.51.100.7", "", "198.51.100.7"],
  ["spaces around a range don't matter", "192.168.1.5", "198.51.100.7", "10.0.0.0/8, 192.168.0.0/16", "198.51.100.7"],
  ["what is no address ends the walk", "127.0.0.1", "198.51.100.7, unknown", undefined, "127.0.0.1"],
  ["ports are cut off", "127.0.0.1", "198.51.100.7:5555", undefined, "198.51.100.7"],
  ["bracketed IPv6 too", "::1", "[2001:db8::7]:5555", undefined, "2001:db8::7"],
  ["IPv4 in IPv6 is IPv4", "::ffff:127.0.0.1", "::ffff:198.51.100.7", undefined, "198.51.100.7"],
  ["shorthand that only some parsers read is no address", "127.0.0.1", "0x7f.1", undefined, "127.0.0.1"]
]

describe("the address of a client", () => {
  for (const [why, peer, forwardedFor, trusted, address] of cases) {
    it.effect(why, () => Effect.map(addressOf(peer, forwardedFor, trusted), (found) => assert.strictEqual(found, address)))
  }

  it.effect("stops the start when TRUSTED_PROXIES holds something else, naming it", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(addressOf("127.0.0.1", null, "10.0.0.0/8,loadbalancer"))
      assert.include(error.message, "TRUSTED_PROXIES wants address ranges")
    }))
})
