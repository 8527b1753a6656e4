import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, describe, it } from "@effect/vitest"
import { ulid } from "ulid"
import { type RunningServer, startServer } from "../../../e2e/src/startServer.ts"
import { overHttp } from "./calls.ts"
import { must } from "./TwoTenants.ts"

type Told = { readonly _tag: string; readonly token?: string; readonly reason?: string; readonly item?: { readonly text: string } }

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

const xidOf = (token: string) => Number(token.split(".").at(-2))

const demoKey = async (server: RunningServer) => {
  const config = await (await fetch(new URL("/demo/config", server.summary().url))).json() as { readonly publicKey: string } // our own server's answer
  return config.publicKey
}
