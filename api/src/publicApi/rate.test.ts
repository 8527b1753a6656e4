import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { must } from "../proofs/TwoTenants.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { ApiWorld } from "./testing/ApiWorld.ts"

layer(ApiWorld.layer({ API_REQUESTS_PER_MINUTE: "12" }), { excludeTestServices: true, timeout: "60 seconds" })("The public API's limits", (it) => {
  it.effect("count each key and each visitor by itself, say what is left, and when to come again (P29)", () => Effect.gen(function*() {
    const { client, live, newKey, test } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const { value } = await newKey(true)
      const other = client({ authorization: `Bearer ${value}` })
      const ask = () => test.server("get", "/v1/websites/team-members")
      const first = await ask()
      const header = (name: string) => first.headers.get(name)
      assert.deepStrictEqual([header("ratelimit-limit"), header("ratelimit-policy"), header("retry-after")], ["12", "12;w=60", null])
      assert.isAtMost(Number(header("ratelimit-remaining")), 11)
      assert.isAbove(Number(header("ratelimit-reset")), 0)
      let last = first
      for (let n = 0; n < 30 && last.status === 200; n++) last = await ask()
      assert.deepInclude(last.body, { error: "TooManyRequests", status: 429 })
      assert.deepStrictEqual([last.headers.get("ratelimit-remaining"), Number(last.headers.get("retry-after")) > 0], ["0", true])
      assert.strictEqual((await other("get", "/v1/websites/team-members")).status, 200)
      assert.strictEqual((await live.visitor("get", "/v1/conversations")).status, 200)
    })
  }))

  it.effect("stand beside every refusal, and who was refused too often from a network isn't looked up any more", () => Effect.gen(function*() {
    const { client, inbox, live, newKey, owner, url } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const page = { "x-public-key": live.publicKey, origin: live.origin }
      const wrong = (prefix: string, n: number) => `Bearer ${prefix}${String(n).padStart(64, "0")}`
      const start = async (network: string) =>
        (await client({ ...page, "x-forwarded-for": `198.51.${network}.9` })("post", "/v1/visitors", { body: {} })).body as { readonly secret: string; readonly visitor: { readonly id: string } }
      const { secret, visitor } = await start("0")
      await must(inbox, "visitors.setBlocked", { websiteId: owner.websiteId, visitorId: visitor.id, blocked: true })
      const ask = (network: string, headers: Record<string, string>, path = "/v1/conversations") =>
        fetch(`${url}${path}`, { headers: { "x-forwarded-for": `203.0.${network}.9`, ...headers } })
      const team = "/v1/websites/team-members"
      const kinds: ReadonlyArray<readonly [error: string, headers: (n: number) => Record<string, string>, path?: string]> = [
        ["InvalidKey", (n) => ({ authorization: wrong("sk_test_", n) })],
        ["InvalidKey", () => ({ ...page, "x-public-key": "pk_live_nobody" })],
        ["OriginRefused", (n) => ({ ...page, origin: `https://elsewhere-${n}.test` })],
        ["PrivateKeyRequired", () => page, "/v1/contacts"],
        ["UnknownVisitor", () => page],
        ["UnknownVisitor", (n) => ({ ...page, authorization: wrong("vs_", n) })],
        ["VisitorBlocked", () => ({ ...page, authorization: `Bearer ${secret}` })]
      ]
      for (const [index, [error, headers, path]] of kinds.entries()) {
        const network = String(index + 1)
        const { value } = await newKey(true)
        const started = await start(network)
        const first = await ask(network, headers(0), path)
        assert.deepInclude(await first.json(), { error })
        assert.deepStrictEqual(["limit", "remaining", "policy"].map((name) => first.headers.get(`ratelimit-${name}`)), ["12", "11", "12;w=60"], error)
        assert.strictEqual((await ask(network, { authorization: `Bearer ${live.secretKey}` }, team)).status, 200, "a key that is good counts by itself")
        let last = first
        for (let n = 1; n < 40 && last.status !== 429; n++) last = await ask(network, headers(n), path)
        assert.deepStrictEqual([last.status, last.headers.get("ratelimit-remaining"), Number(last.headers.get("retry-after")) > 0], [429, "0", true], error)
        // These would be let in if anybody looked.
        assert.strictEqual((await ask(network, { authorization: `Bearer ${value}` }, team)).status, 429, error)
        assert.strictEqual((await ask(network, { ...page, authorization: `Bearer ${started.secret}` })).status, 429, error)
        assert.strictEqual((await ask("200", { authorization: `Bearer ${value}` }, team)).status, 200)
        assert.strictEqual((await ask(network, { authorization: `Bearer ${value}` }, team)).status, 200, "a key that was let in isn't taken for a guess")
      }
    })
  }))

  it.effect("are told on a page of our own that runs no script", () => Effect.gen(function*() {
    const { url } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const page = await fetch(`${url}/v1/docs`)
      assert.strictEqual(page.status, 200)
      assert.match(page.headers.get("content-security-policy") ?? "", /script-src 'self'; style-src 'self'/)
      const html = await page.text()
      assert.notMatch(html, /<script|\sstyle=|\son\w+=|https?:\/\/(?!www)/)
      for (const words of ["POST /v1/messages", "GET /v1/conversations/{id}/timeline", "TooManyRequests"]) assert.include(html, words)
      const places = Array.from(html.matchAll(/href="#([^"]+)"/g), ([, place = ""]) => place)
      const [answer] = /id="messages-send"[\s\S]*?<\/section>/.exec(html) ?? []
      assert.include(answer, `<a href="#shape-TimelineItem">TimelineItem</a>`, "what an endpoint answers leads to its shape")
      assert.includeMembers(places, ["messages-send", "shape-Conversation"], "each endpoint and shape has an address to pass on")
      for (const place of places) assert.include(html, ` id="${place}"`)
    })
  }))

  it.effect("keep what a repeated request is answered sealed (P28), and let it go after a day", () => Effect.gen(function*() {
    const { newKey, client } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const { value } = yield* Effect.promise(() => newKey(true))
    const put = () => client({ authorization: `Bearer ${value}` })("post", "/v1/contacts", { body: { name: "Kept in a box" }, headers: { "idempotency-key": "one" } })
    const first = yield* Effect.promise(put)
    const rows = yield* admin<{ status: number; text: string }>`select status, encode(sealed, 'escape') as text from api_reply`
    assert.deepStrictEqual(rows.map(({ status }) => status), [201])
    assert.notInclude(rows[0]?.text, "Kept in a box")
    assert.deepStrictEqual((yield* Effect.promise(put)).body, first.body)
    yield* admin`update api_reply set created_at = now() - interval '25 hours'`
    const [swept] = yield* admin<{ n: number }>`select sweep_api_replies(now() - interval '24 hours', 10) as n`
    assert.strictEqual(swept?.n, 1)
  }))
})
