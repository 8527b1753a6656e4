import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { isPublicAddress } from "./publicAddress.ts"
import { loopback, world } from "./testing/world.ts"

/** Ranges nobody outside may be reached through, from the registries themselves: not from the library that is tested. */
const closed4 = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
  "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"]
const closed6 = ["::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8", "2001:db8::/32", "64:ff9b::/96", "2002::/16", "2001::/23", "3fff::/20", "100::/64"]

const addressIn = (range: string, random: bigint) => {
  const [base = "", bits = "0"] = range.split("/")
  const wide = base.includes(":") ? 128n : 32n
  const free = wide - BigInt(bits)
  const number = toNumber(base) | (random & ((1n << free) - 1n))
  return wide === 32n ? [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join(".")
    : Array.from({ length: 8 }, (_, n) => ((number >> BigInt(112 - 16 * n)) & 0xffffn).toString(16)).join(":")
}
const toNumber = (base: string) => {
  if (!base.includes(":")) return base.split(".").reduce((sum, part) => (sum << 8n) + BigInt(part), 0n)
  const [left = "", right = ""] = base.split("::")
  const [head, tail] = [left, right].map((side) => side.split(":").filter((part) => part !== ""))
  const parts = [...head ?? [], ...Array.from({ length: 8 - (head?.length ?? 0) - (tail?.length ?? 0) }, () => "0"), ...tail ?? []]
  return parts.reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n)
}
/** 128 random bits, sixteen at a time. */
const Bits = Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 }))).check(Schema.isMinLength(8), Schema.isMaxLength(8))
const bitsOf = (parts: ReadonlyArray<number>) => parts.reduce((sum, part) => (sum << 16n) + BigInt(part), 0n)

describe("P25: the addresses a user's URL may lead to", () => {
  it.effect.prop("are none of the closed ranges of IPv4, however they are written", [Schema.Literals(closed4), Bits], ([range, bits]) => Effect.sync(() => {
    const address = addressIn(range, bitsOf(bits))
    const number = toNumber(address)
    const hex = `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`
    for (const form of [address, `::ffff:${address}`, `::ffff:${hex}`, `::${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`, `[::ffff:${address}]`, `${number}`, `0x${number.toString(16)}`]) {
      assert.isFalse(isPublicAddress(form), form)
    }
  }), { arbitrary: { runs: 1_000 } })

  it.effect.prop("are none of the closed ranges of IPv6", [Schema.Literals(closed6), Bits], ([range, bits]) => Effect.sync(() => {
    const address = addressIn(range, bitsOf(bits))
    assert.isFalse(isPublicAddress(address), address)
  }), { arbitrary: { runs: 1_000 } })

  it.effect.prop("are every other one", [Bits], ([bits]) => Effect.sync(() => {
    const number = bitsOf(bits) & 0xffff_ffffn
    const address = addressIn("0.0.0.0/0", number)
    const isClosed = [...closed4, "192.88.99.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24"].some((range) => {
      const shift = 32n - BigInt(range.split("/")[1] ?? "0")
      return number >> shift === toNumber(range.split("/")[0] ?? "") >> shift
    })
    assert.strictEqual(isPublicAddress(address), !isClosed, address)
  }), { arbitrary: { runs: 2_000 } })

  it("are written as four decimal numbers or as IPv6", () => {
    for (const address of ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]) assert.isTrue(isPublicAddress(address), address)
    for (const text of ["", "localhost", "127.1", "0177.0.0.1", "1.2.3", "::g", "1.2.3.4/8"]) assert.isFalse(isPublicAddress(text), text)
  })
})

describe("P25: a request to a user's URL", () => {
  it.live("is not made to a private address, by number or by name, nor when only one of a name's addresses is", () => Effect.gen(function*() {
    const { ask, port, seen } = yield* world({ names: (host) => host === "half.test" ? ["93.184.216.34", "10.0.0.1"] : ["169.254.169.254"] })
    for (const url of [`http://127.0.0.1:${port}/`, `http://[::1]:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`, "http://metadata.test/", "https://half.test/", `http://2130706433:${port}/`, `http://0x7f.1:${port}/`]) {
      assert.strictEqual(yield* ask({ url }), "private_address", url)
    }
    for (const [url, reason] of [["file:///etc/passwd", "scheme"], ["gopher://x", "scheme"], ["nothing", "not_a_url"], ["http://a:b@example.com/", "credentials"], ["http://a@example.com/", "credentials"], ["http://:b@example.com/", "credentials"]] as const) {
      assert.strictEqual(yield* ask({ url }), reason)
    }
    assert.deepStrictEqual(seen, [])
  }).pipe(Effect.scoped))

  it.live("goes to the address that was checked, although the name leads elsewhere a moment later", () => Effect.gen(function*() {
    let asked = 0
    const { ask, port, seen } = yield* world({ allow: loopback, names: () => asked++ === 0 ? ["127.0.0.1"] : ["127.0.0.2"] })
    assert.deepStrictEqual(yield* ask({ url: `http://rebound.test:${port}/a`, method: "POST", body: "words" }),
      { status: 200, url: `http://rebound.test:${port}/a`, text: "hello" })
    assert.strictEqual(asked, 1)
    assert.deepStrictEqual(seen.map(({ body, host, method }) => ({ body, host, method })), [{ body: "words", host: `rebound.test:${port}`, method: "POST" }])
    assert.strictEqual(yield* ask({ url: `http://rebound.test:${port}/b` }), "private_address")
  }).pipe(Effect.scoped))

  it.live("checks each redirect anew, follows none unless asked, and keeps credentials with their origin", () => Effect.gen(function*() {
    const { ask, port, seen } = yield* world({
      allow: loopback,
      names: (host) => host === "inside.test" ? ["192.168.0.1"] : ["127.0.0.1"],
      answer: ({ url }) => {
        const to = new URL(url).searchParams.get("to")
        return to === null ? new Response("end") : new Response("", { status: 302, headers: { location: to } })
      }
    })
    const via = (to: string) => `http://one.test:${port}/?to=${encodeURIComponent(to)}`
    assert.deepInclude(yield* ask({ url: via("/end") }), { status: 302 })
    assert.strictEqual(yield* ask({ url: via("http://inside.test/"), redirects: 3 }), "private_address")
    assert.strictEqual(yield* ask({ url: via("file:///etc/passwd"), redirects: 3 }), "scheme")
    assert.strictEqual(yield* ask({ url: via(via(via("/end"))), redirects: 1 }), "too_many_redirects")
    seen.length = 0
    const answer = yield* ask({ url: via(`http://two.test:${port}/end`), redirects: 3, method: "POST", body: "words", headers: { authorization: "Bearer x" } })
    assert.deepStrictEqual(answer, { status: 200, url: `http://two.test:${port}/end`, text: "end" })
    assert.deepStrictEqual(seen.map(({ authorization, body, method }) => [method, body, authorization]), [["POST", "words", "Bearer x"], ["GET", "", null]])
  }).pipe(Effect.scoped))

  it.live("ends with too much or too late an answer", () => Effect.gen(function*() {
    const never = Promise.withResolvers<Response>()
    const { ask, port } = yield* world({
      allow: loopback,
      answer: ({ url }) => url.endsWith("slow") ? never.promise : new Response("x".repeat(5_000))
    })
    assert.strictEqual(yield* ask({ url: `http://big.test:${port}/`, maxBytes: 4_999 }), "too_large")
    assert.deepInclude(yield* ask({ url: `http://big.test:${port}/`, maxBytes: 5_000 }), { status: 200 })
    assert.strictEqual(yield* ask({ url: `http://big.test:${port}/slow`, timeout: "50 millis" }), "timeout")
    never.resolve(new Response())
  }).pipe(Effect.scoped))

  it.live("is encrypted for the name that was asked for, or not made", () => Effect.gen(function*() {
    const { ask } = yield* world({ allow: loopback })
    const server = yield* Effect.acquireRelease(
      Effect.sync(() => Bun.serve({ port: 0, hostname: "127.0.0.1", tls: localhostCertificate, fetch: () => new Response("secret") })),
      (server) => Effect.promise(() => server.stop(true))
    )
    // Signed by nobody we know, and for another name.
    for (const name of ["localhost", "shop.test"]) assert.strictEqual(yield* ask({ url: `https://${name}:${server.port}/` }), "tls", name)
    assert.strictEqual(yield* ask({ url: `http://plain.test:1/` }), "unreachable")
  }).pipe(Effect.scoped))

  it.live("follows as many redirects as were asked for, and posts on what a browser would", () => Effect.gen(function*() {
    const { ask, port, seen } = yield* world({
      allow: loopback,
      answer: ({ url }) => {
        const { pathname, searchParams } = new URL(url)
        return pathname === "/end" ? new Response("end") : new Response("", { status: Number(pathname.slice(1)), headers: { location: searchParams.get("to") ?? "/end" } })
      }
    })
    const first = `http://one.test:${port}`
    assert.deepInclude(yield* ask({ url: `${first}/302`, redirects: 1 }), { text: "end" })
    assert.strictEqual(yield* ask({ url: `${first}/302?to=/301`, redirects: 1 }), "too_many_redirects")
    assert.deepInclude(yield* ask({ url: `${first}/302?to=/301`, redirects: 2 }), { text: "end" })
    for (const [status, method] of [[301, "GET"], [303, "GET"], [307, "POST"], [308, "POST"]] as const) {
      yield* ask({ url: `${first}/${status}`, redirects: 1, method: "POST", body: "words" })
      assert.deepInclude(seen.at(-1), { path: "/end", method, body: method === "POST" ? "words" : "" }, `${status}`)
    }
  }).pipe(Effect.scoped))

  it.live("lets go of a server that doesn't answer in time", () => Effect.gen(function*() {
    const gone = Promise.withResolvers<void>()
    const never = Promise.withResolvers<Response>()
    const { ask, port } = yield* world({
      allow: loopback,
      answer: ({ signal }) => {
        signal.addEventListener("abort", () => gone.resolve())
        return never.promise
      }
    })
    assert.strictEqual(yield* ask({ url: `http://slow.test:${port}/`, timeout: "50 millis" }), "timeout")
    yield* Effect.timeout(Effect.promise(() => gone.promise), "10 seconds")
    never.resolve(new Response())
  }).pipe(Effect.scoped))

  it.live("wants address ranges as exceptions, and names the variable otherwise", () => Effect.gen(function*() {
    const { message } = yield* Effect.flip(Effect.scoped(world({ allow: "localhost" })))
    assert.include(message, "OUTGOING_ALLOW_PRIVATE wants address ranges such as 10.0.5.0/24")
  }))
})
