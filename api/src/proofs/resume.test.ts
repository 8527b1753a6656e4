import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { asMember, must, someone, TwoTenants } from "./TwoTenants.ts"
import { askMany, overHttp } from "./calls.ts"

type Told = { readonly _tag: string; readonly token?: string; readonly reason?: string; readonly item?: { readonly text: string } }

/** The token as if it had been taken so many days ago, on a database that has run since. */
const aged = (token: string, days: number) => token.replace(/\d+$/, (seconds) => String(Number(seconds) - days * 86_400))

/** A visitor who was here, with the token of then. */
const awayFrom = async (url: string, key: string) => {
  const { caller, visitorId } = await someone(url, { door: "widget", key, origin: "http://localhost:5173" })
  const ask = overHttp(url, caller)
  const pull = async (token: string | null) => (await must(ask, "sync.pull", { token }) as { readonly events: ReadonlyArray<Told> }).events
  return { ask, pull, token: (await pull(null)).at(-1)?.token ?? "", visitorId }
}

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P2: whoever comes back", (it) => {
  it.effect("after a second or a month is told exactly what was missed; after longer, to read everything anew", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    yield* Effect.promise(async () => {
      const { ask, pull, token } = await awayFrom(url, acme.testKey)
      const conversationId = newConversationId()
      const said = Array.from({ length: 20 }, (_, n) => `message ${n}`)
      await Effect.runPromise(admin`update database_start set began_in = '9223372036854775807'`)
      for (const text of said) await must(ask, "conversations.send", { conversationId, messageId: ulid(), text })
      for (const days of [0, 1, 29]) {
        const missed = await pull(aged(token, days))
        assert.deepStrictEqual(missed.flatMap(({ item }) => item === undefined || item.text === "Help, please" ? [] : [item.text]), said, `${days} days`)
        assert.strictEqual(missed.at(-1)?._tag, "Position")
        const then = missed.at(-1)?.token ?? ""
        await must(ask, "conversations.send", { conversationId, messageId: ulid(), text: `after ${days}` })
        assert.include((await pull(then)).map(({ item }) => item?.text), `after ${days}`)
        said.push(`after ${days}`)
      }
      const late = await pull(aged(token, 31))
      assert.deepStrictEqual(late.map(({ _tag, reason }) => [_tag, reason]), [["Reload", "too_old"], ["Position", undefined]])
    })
  }))

  it.effect("to more than can be told is told to read everything anew", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const { ask, pull, token } = await awayFrom(url, acme.testKey)
      const conversationId = newConversationId()
      await must(ask, "conversations.send", { conversationId, messageId: ulid(), text: "Tell me everything" })
      const reply = { websiteId: acme.things.websiteId, conversationId, visibility: "public", confirmedSeq: 0 }
      const replies = Array.from({ length: 510 }, (_, n) => ({ ...reply, messageId: ulid(), text: `${n}` }))
      const told = await askMany(url, { door: "inbox", origin: url, cookie: acme.owner }, "inbox.reply", replies)
      assert.deepStrictEqual([...new Set(told.map(({ _tag }) => _tag))], ["Success"])
      assert.deepStrictEqual((await pull(token)).map(({ _tag, reason }) => [_tag, reason]), [["Reload", "too_many"], ["Position", undefined]])
    })
  }), 60_000)

  it.effect("as somebody who may no longer see is refused, and told so when it comes to see others' words", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const { ask, pull, token, visitorId } = await awayFrom(url, acme.testKey)
      const setBlocked = (blocked: boolean) => must(asMember(url, acme.owner), "visitors.setBlocked", { websiteId: acme.things.websiteId, visitorId, blocked })
      await setBlocked(true)
      assert.strictEqual((await ask("sync.pull", { token }))._tag, "VisitorBlocked")
      await setBlocked(false)
      assert.deepStrictEqual((await pull(token)).map(({ _tag, reason }) => [_tag, reason]), [["Reload", "identity"], ["Position", undefined]])
    })
  }))

  it.effect("with a place further on than this history goes is told to read everything anew, a visitor and a member alike", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const { ask, pull, token } = await awayFrom(url, acme.testKey)
      const member = asMember(url, acme.owner)
      const ahead = (token: string) => token.replace(/\.(\d+)\.(\d+)$/, (_, xid, taken) => `.${Number(xid) + 100_000}.${taken}`)
      await must(ask, "conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "Said meanwhile" })
      const told = (events: ReadonlyArray<Told>) => events.map(({ _tag, reason }) => [_tag, reason])
      const anew = [["Reload", "restored"], ["Position", undefined]]
      assert.deepStrictEqual(told(await pull(ahead(token))), anew)
      const { websiteId } = acme.things
      const teamToken = async (token: string | null) => (await must(member, "sync.pull", { websiteId, token }) as { readonly events: ReadonlyArray<Told> }).events
      const place = (await teamToken(null)).find(({ _tag }) => _tag === "Position")?.token ?? ""
      assert.deepStrictEqual(told(await teamToken(ahead(place))).slice(0, 2), anew)
      // Nobody else is any the worse for it.
      assert.include((await pull(token)).map(({ item }) => item?.text), "Said meanwhile")
    })
  }))
})
