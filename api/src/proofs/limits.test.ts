import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { type Frame, request, WireSocket } from "../realtime/testing/wireClient.ts"
import { askMany, openSocket, overEach, overHttp } from "./calls.ts"
import { someone, TwoTenants } from "./TwoTenants.ts"

const errorOf = ({ defect, exit }: Frame) => (exit?.cause?.[0]?.error ?? defect) as
  { readonly _tag: string; readonly issue?: string; readonly retryAfterMs?: number }
const nested = (depth: number): unknown => depth === 0 ? 1 : [nested(depth - 1)]

const open = Effect.flatMap(TwoTenants, ({ acme, url }) =>
  WireSocket.open(`${url.replace("http", "ws")}/rpc/widget?key=${acme.testKey}`, { origin: "http://localhost:5173" }))

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P22: what is too much", (it) => {
  it.effect("in one frame is refused, and the socket closed with the reason", () => Effect.gen(function*() {
    const socket = yield* open
    const neighbour = yield* open
    socket.send(request(1, "websites.get", { text: "x".repeat(128 * 1024) }))
    const refused = errorOf(yield* socket.next(({ _tag }) => _tag === "Defect"))
    assert.deepInclude(refused, { _tag: "BadRequest", issue: "Larger than 131072 bytes" })
    assert.strictEqual((yield* Effect.promise(() => socket.closed)).code, 1009)
    assert.strictEqual((yield* neighbour.call(1, "websites.get")).exit?._tag, "Success")
  }))

  it.effect("in one body is refused with its limit", () => Effect.gen(function*() {
    const { url } = yield* TwoTenants
    const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) => Effect.promise(async () => {
      const response = await fetch(url + path, { method: "POST", body, headers: { origin: url, ...headers } })
      return [response.status, (await response.text()).replace(/"id":"[^"]*",/, "").trim()]
    })
    const large = "x".repeat(300 * 1024)
    assert.deepStrictEqual(yield* post("/rpc/widget", large), [413, `{"_tag":"Defect","defect":{"_tag":"BadRequest","issue":"Larger than 131072 bytes"}}`])
    assert.deepStrictEqual(yield* post("/api/auth/sign-in/email", large), [413, `{"_tag":"BodyTooLarge","limit":262144}`])
    const endless = new ReadableStream({ start: (controller) => (controller.enqueue(new TextEncoder().encode("{")), controller.close()) })
    assert.deepStrictEqual(yield* post("/api/auth/sign-in/email", endless), [411, `{"_tag":"LengthRequired"}`])
  }))

  it.effect("of nesting and of words is refused, and the socket goes on", () => Effect.gen(function*() {
    const { acme } = yield* TwoTenants
    const socket = yield* open
    const authorization = [["authorization", `Bearer ${acme.testVisitor.caller.secret}`]] as const
    const say = (text: unknown) => socket.call(ulid(), "conversations.send", { conversationId: acme.testVisitor.conversationId, messageId: ulid(), text }, authorization)
    assert.deepInclude(errorOf(yield* say(nested(30))), { _tag: "BadRequest", issue: "Nested deeper than 24" })
    assert.deepInclude(errorOf(yield* say("x".repeat(8001))), { _tag: "BadRequest" })
    assert.strictEqual((yield* say("x".repeat(8000))).exit?._tag, "Success")
  }))

  it.effect("of nothing is refused: a message has words or files, whoever writes it", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const { caller, conversationId, visitorId } = acme.testVisitor
    const one = { websiteId: acme.things.websiteId, conversationId, messageId: ulid() }
    for (const text of ["", " \n\t"]) {
      const outcomes = yield* Effect.promise(async () => [
        await askMany(url, caller, "conversations.send", [{ conversationId, messageId: ulid(), text }, { conversationId, messageId: ulid(), text, files: [] }]),
        await askMany(url, { door: "inbox", origin: url, cookie: acme.owner }, "inbox.reply", [{ ...one, text, visibility: "public", confirmedSeq: 1000 }]),
        await askMany(url, { door: "inbox", origin: url, cookie: acme.owner }, "inbox.start", [{ ...one, conversationId: newConversationId(), visitorId, text }])
      ])
      for (const outcome of outcomes.flat()) assert.deepInclude(outcome, { _tag: "BadRequest" })
    }
  }))

  it.effect("in a second is refused with a time to wait, and closed for whoever doesn't", () => Effect.gen(function*() {
    const socket = yield* open
    const neighbour = yield* open
    // Far more than any pace of ours could make up for while they are read.
    for (let id = 0; id < 4000; id++) socket.send(request(id, "websites.get"))
    const refused = errorOf(yield* socket.next((frame) => frame._tag === "Exit" && frame.exit?._tag === "Failure"))
    assert.strictEqual(refused._tag, "TooManyRequests")
    assert.isAbove(refused.retryAfterMs ?? 0, 0)
    assert.strictEqual((yield* Effect.promise(() => socket.closed)).code, 4429)
    assert.strictEqual((yield* neighbour.call(1, "websites.get")).exit?._tag, "Success")
  }))

  it.effect("of one visitor by POST is refused like on a socket, with a time to wait, and its neighbour isn't (P29)", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const page = { door: "widget", key: acme.testKey, origin: "http://localhost:5173", address: "198.18.7.1" } as const
    yield* Effect.promise(async () => {
      const [loud, quiet] = await Promise.all([someone(url, page), someone(url, page)])
      const said = (text: string) => ({ conversationId: loud.conversationId, messageId: ulid(), text })
      const posts = await Promise.all(Array.from({ length: 40 }, () =>
        askMany(url, loud.caller, "conversations.send", Array.from({ length: 50 }, (_, n) => said(`${n}`)))))
      const outcomes = posts.flat()
      const refused = outcomes.filter(({ _tag }) => _tag === "TooManyRequests")
      // 200 at once and 100 a second: the rest would have to take longer than a test may.
      assert.isAtLeast(refused.length, 1000)
      assert.isAtLeast(outcomes.filter(({ _tag }) => _tag === "Success").length, 150)
      assert.isAbove(Number(refused[0]?.["retryAfterMs"]), 0)
      await overEach(url, quiet.caller, async (ask) => {
        assert.strictEqual((await ask("conversations.send", { ...said("Excuse me?"), conversationId: quiet.conversationId }))._tag, "Success")
      })
    })
  }))

  it.effect("of one network's guesses at secrets isn't looked up any more; whoever is known there isn't held up, nor another network", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const page = { door: "widget", key: acme.testKey, origin: "http://localhost:5173" } as const
    yield* Effect.promise(async () => {
      const known = await someone(url, { ...page, address: "203.0.114.7" })
      const socket = await openSocket(url, known.caller)
      assert.strictEqual((await socket.ask("conversations.list", { limit: 1 }))._tag, "Success")
      const guess = (n: number) => [["authorization", `Bearer vs_${String(n).padStart(43, "0")}`]] as const
      const headers = { origin: page.origin, "x-public-key": page.key, "x-forwarded-for": "203.0.114.9" }
      const guesses = await Promise.all(Array.from({ length: 20 }, async (_, post) => {
        const body = Array.from({ length: 60 }, (_, n) => JSON.stringify(request(n, "conversations.list", { limit: 1 }, guess(post * 60 + n))) + "\n").join("")
        const text = await (await fetch(`${url}/rpc/widget`, { method: "POST", headers, body })).text()
        return text.split("\n").filter((line) => line !== "").map((line) => errorOf(JSON.parse(line))._tag)
      }))
      const tags = guesses.flat()
      assert.isAtLeast(tags.filter((tag) => tag === "UnknownVisitor").length, 300)
      const last = await overHttp(url, { ...page, address: "203.0.114.10", secret: `vs_${"1".repeat(43)}` })("conversations.list", { limit: 1 })
      assert.strictEqual(last._tag, "TooManyRequests")
      assert.isAbove(Number(last["retryAfterMs"]), 0)
      assert.strictEqual((await socket.ask("conversations.list", { limit: 1 }))._tag, "Success")
      assert.strictEqual((await overHttp(url, { ...page, address: "198.18.8.1", secret: `vs_${"1".repeat(43)}` })("conversations.list", { limit: 1 }))._tag, "UnknownVisitor")
      socket.close()
    })
  }))

  it.effect("of one network's new visitors leaves other networks alone, and an office of many who only talk (P29)", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const page = { door: "widget", key: acme.testKey, origin: "http://localhost:5173" } as const
    yield* Effect.promise(async () => {
      const office = await Promise.all(Array.from({ length: 20 }, () => someone(url, { ...page, address: "203.0.113.7" })))
      const start = (address: string) => overHttp(url, { ...page, address })("visitors.start", { profile: {} })
      const rest = await Promise.all(Array.from({ length: 60 }, () => start("203.0.113.7")))
      const refused = rest.filter(({ _tag }) => _tag === "TooManyRequests")
      assert.isAtLeast(refused.length, 15)
      assert.isAbove(Number(refused[0]?.["retryAfterMs"]), 0)
      assert.strictEqual((await start("198.18.5.1"))._tag, "Success")
      assert.strictEqual((await start("2001:db8:1::1"))._tag, "Success")
      const talk = await Promise.all(office.map(({ caller, conversationId }) =>
        overHttp(url, caller)("conversations.send", { conversationId, messageId: ulid(), text: "Still here" })))
      assert.deepStrictEqual([...new Set(talk.map(({ _tag }) => _tag))], ["Success"])
    })
  }))

  it.effect("of one visitor's changes is refused to that visitor alone (P29)", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const identify = (secret: string) => overHttp(url, { ...acme.testVisitor.caller, secret })("visitors.identify", { email: "jane@acme.test" })
      const many = await Promise.all(Array.from({ length: 40 }, () => identify(acme.testVisitor.caller.secret)))
      assert.isAtLeast(many.filter(({ _tag }) => _tag === "TooManyRequests").length, 8)
      const other = await someone(url, { door: "widget", key: acme.testKey, origin: "http://localhost:5173", address: "198.18.6.1" })
      assert.strictEqual((await identify(other.caller.secret))._tag, "Success")
      const sent = await overHttp(url, acme.testVisitor.caller)("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "Me again" })
      assert.strictEqual(sent._tag, "Success")
    })
  }))
})
