import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { Uploads } from "./Uploads.ts"

const text = "name;amount\nJane;12\n"
const file = { filename: "report.csv", mediaType: "text/csv", size: text.length }
/** The smallest PNG: one pixel. */
const png = Uint8Array.from(Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"
))
const picture = { filename: "me.png", mediaType: "image/png", size: png.length }

interface Grant {
  readonly key: string
  readonly url: string
  readonly headers: { readonly [name: string]: string }
}

layer(TestProgram.layer(), { excludeTestServices: true, timeout: "60 seconds" })("P24: a file that was claimed", (it) => {
  it.effect("stays where a message, a face, a logo or a contact uses it, however old it is, and goes after a day where nothing does", () => Effect.gen(function*() {
    const { firstOwner, url, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const { client, testKey, websiteId } = yield* firstOwner
    const site = { websiteId: websiteId as never }
    // The program's own look, at a minute of its own, would find what this one is to find.
    yield* admin`insert into recurring_task (name, due_at) values ('uploads.removeUnused', now() + interval '1 day')
      on conflict (name) do update set due_at = excluded.due_at`
    const conversationId = newConversationId()
    const visitor = widget(testKey, { socket: false })
    const put = async (grant: Grant, body: BodyInit) => {
      const { status } = await fetch(new URL(new URL(grant.url).pathname, url), { method: "PUT", headers: grant.headers, body })
      assert.strictEqual(status, 201)
    }
    const statusAt = async (key: string) => (await fetch(`${url}/files/${key}`)).status
    const kept = yield* Effect.promise(async () => {
      const { visitorId } = await visitor.begin()
      const claimed = async (ask: Promise<Grant>) => {
        const grant = await ask
        await put(grant, text)
        return visitor.call("uploads.claim", { key: grant.key })
      }
      const attached = () => claimed(visitor.call("uploads.grant", { conversationId, ...file }))
      const [first, inContact, drafted, lost] = [await attached(), await attached(), await attached(), await attached()]
      await visitor.call("conversations.send", { conversationId, messageId: ulid(), text: "Here it is", files: [first.key] })
      await visitor.call("visitors.identify", { email: "jane@visitor.test", image: inContact.url })
      const answer = await client.call("uploads.grant", { ...site, conversationId, ...file })
      await put(answer, text)
      await client.call("uploads.claim", { ...site, key: answer.key })
      await client.call("inbox.reply", {
        ...site, conversationId: conversationId as never, messageId: ulid() as never, text: "", visibility: "private", files: [answer.key], confirmedSeq: 9 as never
      })
      const face = await client.call("me.grantImage", { ...site, ...picture })
      await put(face, png)
      await client.call("me.setImage", { ...site, key: face.key })
      const logo = await client.call("websites.grantLogo", { ...site, ...picture })
      await put(logo, png)
      await client.call("websites.setLogo", { ...site, key: logo.key })
      return { visitorId, used: [first.key, inContact.key, answer.key, face.key, logo.key], drafted: drafted.key, lost: lost.key }
    })

    yield* admin`update upload set claimed_at = now() - interval '25 hours' where key <> ${kept.drafted}`
    assert.strictEqual(yield* (yield* Uploads).removeUnused, 1)
    const stands = Effect.promise(() => Promise.all([...kept.used, kept.drafted, kept.lost].map(statusAt)))
    assert.deepStrictEqual(yield* stands, [200, 200, 200, 200, 200, 200, 404])
    const send = (key: string) => visitor.call("conversations.send", { conversationId, messageId: ulid(), text: "And this", files: [key] })
    const refused = yield* Effect.promise(() => send(kept.lost).then(() => "sent", (error: unknown) => JSON.stringify(error)))
    assert.include(refused, "FileNotReady")

    // A message that takes the file at this very moment keeps it.
    yield* admin`update upload set claimed_at = now() - interval '30 days', granted_at = now() - interval '30 days'`
    yield* admin.withTransaction(Effect.gen(function*() {
      const request = JSON.stringify({
        website: websiteId, data: "test", conversation: conversationId, id: ulid(), visitor: kept.visitorId, visibility: "public",
        body: "And this", hash: "h", files: [kept.drafted]
      })
      const [said] = yield* admin`select outcome from send_any(${request}::json)`
      assert.deepStrictEqual(said, { outcome: "sent" })
      assert.strictEqual(yield* (yield* Uploads).removeUnused, 0)
    }))
    assert.strictEqual(yield* (yield* Uploads).removeUnused, 0)
    assert.strictEqual(yield* (yield* Uploads).removeUnclaimed, 0)
    assert.deepStrictEqual(yield* stands, [200, 200, 200, 200, 200, 200, 404])
    const [room] = yield* admin`select s.bytes = (select sum(size) from upload) as is_right from storage_use s where website_id = ${websiteId}`
    assert.deepStrictEqual(room, { is_right: true })
  }))

  it.effect("is looked for once, on an index that leads past all that are in use", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const [seen] = yield* admin`select count(*)::int as n, count(used_at)::int as used from upload`
    assert.deepStrictEqual(seen, { n: 6, used: 6 })
    yield* admin`insert into upload (key, website_id, is_test, conversation_id, visitor_id, filename, media_type, size, expires_at, claimed_at, used_at)
      select 'many ' || n, id, true, 'CO1111111111111111', 'v', 'a', 'b', 1, now(), now() - n * interval '1 hour', case when n % 500 > 0 then now() end
      from website, generate_series(1, 20000) n`
    yield* admin`analyze upload`
    const plan = yield* admin<{ "QUERY PLAN": string }>`explain select key from upload
      where claimed_at < now() - interval '1 day' and used_at is null order by claimed_at limit 200 for update skip locked`
    const lines = plan.map((row) => row["QUERY PLAN"]).join("\n")
    assert.include(lines, "upload_unused", lines)
    assert.notMatch(lines, /Sort|Seq Scan/, lines)
  }))
})
