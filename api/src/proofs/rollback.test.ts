import { makeClient } from "@cossistant/core/client/Client"
import { makeLive } from "@cossistant/core/client/live"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import type { InboxRpcs, WidgetRpcs } from "@cossistant/core/rpcs"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { type RunningServer, startServer } from "../../../e2e/src/startServer.ts"
import { browserWith } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { overHttp } from "./calls.ts"
import { Cluster, clusterOrigin } from "./Cluster.ts"
import { clusterOwner } from "./clusterOwner.ts"
import { isTag, listenAsMember, listenAsVisitor, saying } from "./listen.ts"
import { restorable } from "./restorable.ts"
import { must } from "./TwoTenants.ts"
import { untilAnswered } from "./untilAnswered.ts"

type Told = { readonly _tag: string; readonly token?: string; readonly reason?: string; readonly item?: { readonly text: string | null } }

const loadLive = () => Promise.resolve({ makeLive })
/** While the database is away everything is a fault of ours, and passes. */
const withoutDatabase = { alsoPassing: new Set(["InternalError"]) }
const settings = { EMAIL_TRANSPORT_PROVIDER: "outbox", LOG_LEVEL: "Warn" }

/** Somebody on the demo's page, with a secret of before the copy or a new one. */
const visitorOf = async (server: RunningServer, key: string, secret?: string) => {
  const url = `http://127.0.0.1:${server.summary().port}`
  const page = { door: "widget", key, origin: "http://localhost:5173" } as const
  const known = secret ?? (await must(overHttp(url, page), "visitors.start", { profile: {} }) as { readonly secret: string }).secret
  const ask = overHttp(url, { ...page, secret: known })
  const conversationId = newConversationId()
  return {
    secret: known,
    say: (text: string) => must(ask, "conversations.send", { conversationId, messageId: ulid(), text }),
    pull: async (token: string | null) => (await must(ask, "sync.pull", { token }) as { readonly events: ReadonlyArray<Told> }).events
  }
}
const last = (events: ReadonlyArray<Told>) => events.at(-1)?.token ?? ""
const texts = (events: ReadonlyArray<Told>) => events.flatMap(({ item }) => item?.text ?? [])

describe("A server whose data folder is put back from a copy", () => {
  it("misses nothing across an ordinary restart, and has whoever was on the lost history read everything anew, also once it has gone further (P2)", async () => {
    const servers: Array<RunningServer> = []
    const start = async (from?: string) => {
      const server = await startServer({ settings, ...(from === undefined ? {} : { from }) })
      servers.push(server)
      return server
    }
    try {
      const first = await start()
      const key = await demoKey(first)
      const ann = await visitorOf(first, key)
      await ann.say("before")
      const before = last(await ann.pull(null))
      await first.stop()

      // Goes on, and is lost.
      const lost = await start(first.folder)
      const there = await visitorOf(lost, key, ann.secret)
      for (let n = 0; n < 10; n++) await there.say(`lost ${n}`)
      const missed = await there.pull(before)
      assert.deepStrictEqual(missed.filter(({ _tag }) => _tag === "Reload"), [], `${before} and then ${last(missed)}`)
      assert.include(texts(missed), "lost 9")
      const far = last(missed)
      await lost.stop()

      const back = await start(first.folder)
      const again = await visitorOf(back, key, ann.secret)
      assert.deepStrictEqual((await again.pull(far)).map(({ _tag, reason }) => [_tag, reason]), [["Reload", "restored"], ["Position", undefined]])
      const onward = last(await again.pull(null))
      for (let n = 0; n < 40; n++) await again.say(`new ${n}`)
      assert.isAbove(xidOf(last(await again.pull(onward))), xidOf(far))
      assert.deepStrictEqual((await again.pull(far)).map(({ _tag, reason }) => [_tag, reason]), [["Reload", "restored"], ["Position", undefined]])
      assert.include(texts(await again.pull(onward)), "new 0")
      const sinceBefore = await again.pull(before)
      assert.isEmpty(sinceBefore.filter(({ _tag }) => _tag === "Reload"))
      assert.include(texts(sinceBefore), "new 39")
    } finally {
      await Promise.all(servers.map((server) => server.dispose()))
    }
  }, 120_000)
})

describe("A server that runs on while its database is put back", () => {
  it("has whoever is connected read everything anew, and goes on with what is there (P2)", async () => {
    const database = await restorable()
    const clusters: Array<Cluster> = []
    const clients: Array<{ readonly close: () => void }> = []
    try {
      const cluster = await Cluster.start(1, database.url, { REALTIME_BUS: "memory" })
      clusters.push(cluster)
      const { cookie, testKey, websiteId } = await clusterOwner(cluster)
      const url = cluster.url(0)
      const begin = async () => {
        let secret: string | null = null
        const client = makeClient<typeof WidgetRpcs>({
          url: `${url}/rpc/widget`, publicKey: testKey, secret: () => secret, platform: browserWith({ origin: "http://localhost:5173" })
        }, loadLive)
        clients.push(client)
        secret = (await client.call("visitors.start", { profile: {} })).secret
        return {
          client,
          say: (text: string, conversationId: string, messageId = ulid()) =>
            untilAnswered(() => client.call("conversations.send", { conversationId, messageId, text }), withoutDatabase),
          pull: async (token: string | null): Promise<ReadonlyArray<Told>> =>
            (await untilAnswered(() => client.call("sync.pull", { token }), withoutDatabase)).events
        }
      }
      const desk = makeClient<typeof InboxRpcs>({ url: `${url}/rpc/inbox`, platform: browserWith({ origin: clusterOrigin, cookie }) }, loadLive)
      clients.push(desk)
      const ann = await begin()
      const conversationId = newConversationId()
      await ann.say("before", conversationId)
      await database.keep()

      const before = last(await ann.pull(null))
      const late = await begin()
      await late.say("of nobody", newConversationId())
      for (let n = 0; n < 40; n++) await ann.say(`lost ${n}`, conversationId)
      const [told, teamTold] = [await listenAsVisitor(ann.client), await listenAsMember(desk, websiteId)]
      await ann.say("heard and lost", conversationId)
      await Promise.all([told.until(saying("heard and lost")), teamTold.until(saying("heard and lost"))])
      const far = last(await ann.pull(before))
      // It notices by its looks alone: this waits until it has looked at all of it.
      await Effect.runPromise(until(Effect.promise(async () => xidOf(last(await ann.pull(null))) >= xidOf(far))))
      await database.putBack()

      // Both are told as soon as the server looks, not only once they come back.
      const reloads = await Promise.all([told.until(isTag("Reload")), teamTold.until(isTag("Reload"))])
      assert.deepStrictEqual(reloads.map(({ reason }) => reason), ["restored", "restored"])
      assert.deepStrictEqual((await ann.pull(far)).map(({ _tag, reason }) => [_tag, reason]), [["Reload", "restored"], ["Position", undefined]])
      const [again, teamAgain] = [await listenAsVisitor(ann.client), await listenAsMember(desk, websiteId)]
      const said = Array.from({ length: 20 }, (_, n) => `new ${n}`)
      for (const text of said) await ann.say(text, conversationId)
      await Promise.all([again.until(saying("new 19")), teamAgain.until(saying("new 19"))])
      for (const all of [again.all, teamAgain.all]) {
        assert.deepStrictEqual(texts(all), said)
        assert.isFalse(all.some(isTag("Reload")))
      }
      const { items } = await ann.client.call("conversations.timeline", { conversationId })
      assert.deepStrictEqual(items.map(({ seq, text }) => [seq, text]), ["before", ...said].map((text, n) => [n + 1, text]))
      assert.deepStrictEqual((await ann.pull(far)).map(({ _tag, reason }) => [_tag, reason]), [["Reload", "restored"], ["Position", undefined]])
      const gone = await late.say("Is anyone there?", newConversationId()).then(() => "said", (failure: Error) => failure.message)
      assert.strictEqual(gone, "UnknownVisitor")
    } finally {
      for (const client of clients) client.close()
      await Promise.all(clusters.map((cluster) => cluster.dispose()))
      await database.dispose()
    }
  }, 120_000)
})

const xidOf = (token: string) => Number(token.split(".").at(-2))

const demoKey = async (server: RunningServer) => {
  const config = await (await fetch(new URL("/demo/config", server.summary().url))).json() as { readonly publicKey: string } // our own server's answer
  return config.publicKey
}
