import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { signIdentity } from "@cossistant/core/server/signIdentity"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ulid } from "ulid"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { ReplyAddress } from "../inbound/ReplyAddress.ts"
import { MailDesk } from "../inbound/testing/MailDesk.ts"
import { LetterTimes } from "../mail/LetterTimes.ts"
import { Suppressions } from "../mail/Suppressions.ts"
import { NoticeTimes } from "../notifications/NoticeTimes.ts"
import { everyRow } from "../proofs/everyRow.ts"
import { isTag, listenAsMember } from "../proofs/listen.ts"
import { Settings } from "../settings/Settings.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"

/** It stands in everything Vera says and is: her address, her name, her words, the names and bytes of her files. */
const canary = /c4nary/i

const desk = MailDesk.layer({ OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32" }).pipe(Layer.provide(Layer.mergeAll(
  Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 50, readingGrace: 20, onlineWait: 50, onlineLook: 50 }),
  Layer.succeed(LetterTimes, { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 })
)))

/** The tables that hold the canary, and the files. */
const traces = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const { dataDir } = yield* Settings
  const tables = (yield* everyRow(admin)).filter((row) => canary.test(row)).map((row) => row.split(" ")[0]?.replace("public.", ""))
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name)).filter((file) => canary.test(file) || canary.test(readFileSync(file, "latin1")))
  return { tables: [...new Set(tables)].sort(), files }
})
/** Files of conversations, sealed letters among them. */
const storedFiles = Effect.map(Settings, ({ dataDir }) =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\/CO[1-9A-Z]{16}\//.test(entry.parentPath)).length)

layer(desk, { excludeTestServices: true, timeout: "90 seconds" })("P32: a person who is erased", (it) => {
  it.effect("stands nowhere any more, neither in the database nor among the files; others keep what is theirs", () => Effect.gen(function*() {
    const { client, smtpPort, talk, websiteId } = yield* MailDesk
    const { widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const { mint } = yield* ReplyAddress
    const site = { websiteId: websiteId as never }
    const keys = yield* Effect.promise(() => client.call("keys.list", site))
    const testKey = keys.find(({ isTest, keyType }) => isTest && keyType === "public")?.key ?? ""
    const { secret } = yield* Effect.promise(() => client.call("identitySecrets.add", site))
    yield* Effect.promise(() => client.call("webhooks.create", {
      ...site, url: "http://127.0.0.1:9/hook", description: null, events: ["message.created", "conversation.updated", "contact.created", "contact.updated"], isTest: true
    }))

    const bob = yield* Effect.promise(() => talk("bob@visitor.test"))
    const phone = widget(testKey, { socket: false })
    const laptop = widget(testKey, { socket: false })
    const conversationId = newConversationId()
    const email = "Vera.C4nary@visitor.test"
    const sign = (at = Date.now()) => signIdentity({ secret, websiteId, externalId: "person-c4nary", email }, at)
    const held = yield* Effect.promise(async () => {
      await phone.begin()
      await laptop.begin()
      const identityToken = await sign()
      const { contact } = await phone.call("visitors.identify", { identityToken, name: "Vera C4nary", metadata: { street: "C4nary Wharf" } })
      await laptop.call("visitors.identify", { identityToken })
      await phone.call("conversations.send", { conversationId, messageId: ulid(), text: "My parcel of c4nary seed?" })
      const one = { ...site, conversationId: conversationId as never }
      for (const visibility of ["public", "private"] as const) {
        await client.call("inbox.reply", { ...one, messageId: ulid() as never, text: "The c4nary seed is on its way.", visibility, confirmedSeq: 9 as never })
      }
      await client.call("inbox.setTitle", { ...one, title: "C4nary seed" })
      await client.call("inbox.setStatus", { ...one, status: "resolved" })
      await phone.call("conversations.rate", { conversationId, value: 5, comment: "C4nary is happy" })
      await client.call("inbox.setStatus", { ...one, status: "open" })
      await phone.call("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "And c4nary water?" })
      return { contactId: contact?.id ?? "", identityToken, token: (await client.call("sync.pull", { ...site, token: null })).events.find(isTag("Position"))?.token ?? null }
    })
    // By mail: an answer with a file, an absence note, and one into somebody else's conversation.
    const address = (yield* mint({ websiteId, conversationId, recipient: { type: "visitor", id: "" } })) ?? ""
    const attached = ["--b", "Content-Type: text/plain; charset=utf-8", "", "The c4nary says thanks.", "", "--b",
      "Content-Type: text/plain; name=c4nary.txt", "Content-Disposition: attachment; filename=c4nary.txt", "", "c4nary yellow", "--b--", ""].join("\r\n")
    yield* Effect.promise(async () => {
      const from = `Vera C4nary <${email}>`
      const say = (to: string, about: object) => hand(smtpPort, letter({ from, to, text: "x", ...about }), { from: email, to })
      await say(address, { text: attached, more: ["Content-Type: multipart/mixed; boundary=b"] })
      await say(address, { subject: "Out of office: c4nary" })
      await say(bob.visitorAddress, { text: "A word in between." })
      assert.strictEqual((await bob.messages()).length, 3)
    })
    yield* Suppressions.use(({ suppress }) => suppress({ websiteId, email: email.toLowerCase(), reason: "bounced", detail: `550 <${email}>: no such user` }))

    const expected = ["contact", "conversation", "feedback", "inbound_letter", "letter", "outbox", "suppression", "timeline_item", "upload", "webhook_event"]
    const before = yield* until(Effect.map(traces, (found) => expected.every((table) => found.tables.includes(table)) && found))
    assert.isAtLeast(before.files.length, 1)
    assert.isAtLeast(yield* storedFiles, 2)

    const told = yield* Effect.promise(() => listenAsMember(client, websiteId))
    const gone = yield* Effect.promise(() => client.call("contacts.erase", { ...site, contactId: held.contactId as never }))
    assert.deepStrictEqual(gone, { visitors: 2, conversations: 2 })

    const after = yield* until(Effect.map(Effect.all([traces, storedFiles]), ([found, files]) => found.files.length === 0 && files === 0 && found))
    assert.deepStrictEqual(after.tables, [])
    // Bob's are there, with what she wrote into them.
    assert.deepStrictEqual((yield* Effect.promise(bob.messages)).map(({ text }) => text), ["Where is my parcel?", "On its way.", "A word in between."])
    const [room] = yield* admin<{ bytes: string }>`select bytes from storage_use where website_id = ${websiteId}`
    assert.strictEqual(Number(room?.bytes ?? 0), 0)

    // Whoever looked at it reads anew, at once or with a token from before.
    yield* Effect.promise(async () => {
      await told.until(isTag("Reload"))
      told.stop()
      assert.deepInclude((await client.call("sync.pull", { ...site, token: held.token })).events[0], { _tag: "Reload", reason: "access" })
      const { conversations } = await client.call("inbox.list", { ...site, view: "open", isTest: true })
      assert.deepStrictEqual(conversations.map(({ id }) => id), [bob.conversationId])
      for (const device of [phone, laptop]) {
        const refused = await device.call("conversations.list", {}).then(() => "", ({ error }) => error._tag)
        assert.strictEqual(refused, "UnknownVisitor")
      }
    })
    // What was signed before proves nothing; whoever signs in anew is somebody new.
    yield* Effect.promise(async () => {
      await phone.begin()
      const refused = await phone.call("visitors.identify", { identityToken: held.identityToken }).then(() => "", ({ error }) => error.reason)
      assert.strictEqual(refused, "logged_out_since")
      const { contact } = await phone.call("visitors.identify", { identityToken: await sign() })
      assert.notStrictEqual(contact?.id, held.contactId)
      assert.deepStrictEqual((await phone.call("conversations.list", {})).conversations, [])
      const again = await phone.call("visitors.identify", { identityToken: held.identityToken }).then(() => "", ({ error }) => error.reason)
      assert.strictEqual(again, "logged_out_since")
    })
  }), 60_000)

  it.effect("may be a visitor nobody knows, erased by the visitor alone; twice finds nobody", () => Effect.gen(function*() {
    const { client, talk, websiteId } = yield* MailDesk
    const site = { websiteId: websiteId as never }
    yield* Effect.promise(async () => {
      const [one, other] = [await talk("ann@visitor.test"), await talk("eve@visitor.test")]
      assert.deepStrictEqual(await client.call("visitors.erase", { ...site, visitorId: one.visitorId as never }), { visitors: 1, conversations: 1 })
      assert.strictEqual(await one.messages().then(() => "", ({ error }) => error._tag), "ConversationNotFound")
      assert.strictEqual((await other.messages()).length, 2)
      const refused = await client.call("contacts.erase", { ...site, contactId: ulid() as never }).then(() => "", ({ error }) => error._tag)
      assert.strictEqual(refused, "ContactNotFound")
    })
  }))

  it.effect("isn't quoted in a letter of many conversations any more, whether it left or waits", () => Effect.gen(function*() {
    const { client, talk, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const { visitorId } = yield* Effect.promise(() => talk("digest@visitor.test"))
    for (const [id, state] of [["DIGEST1", "sent"], ["DIGEST2", "queued"]] as const) {
      yield* admin`insert into letter (id, website_id, recipient, event, kind, reader, state, sealed, run_at)
        values (${id}, ${websiteId}, 'olga@acme.test', ${`digest:${id}`}, 'digest', 'olga', ${state}, '\\x00', now() + interval '1 hour')`
      yield* admin`insert into outbox (id, recipient, subject, html, text) values (${id}, 'olga@acme.test', '4 conversations', 'digest-c4nary', 'digest-c4nary')`
    }
    yield* Effect.promise(() => client.call("visitors.erase", { websiteId: websiteId as never, visitorId: visitorId as never }))
    assert.deepStrictEqual((yield* everyRow(admin)).filter((row) => row.includes("digest-c4nary")), [])
    const letters = yield* admin<{ id: string; state: string; kept: boolean }>`select id, state, sealed is not null as kept from letter where id like 'DIGEST%' order by id`
    assert.deepStrictEqual(letters.map((row) => ({ ...row })), [{ id: "DIGEST1", state: "sent", kept: false }, { id: "DIGEST2", state: "cancelled", kept: false }])
  }))

  it.effect("takes along letters to and about them that name no conversation, and nothing that is anybody else's", () => Effect.gen(function*() {
    const { client, otherSite, talk, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const { suppress } = yield* Suppressions
    const email = "nina@visitor.test"
    const { conversationId, visitorId } = yield* Effect.promise(() => talk(email))
    const other = yield* Effect.promise(otherSite)
    const letters = [
      ["ABOUT", "olga@acme.test", `escalation:${conversationId}:1`, "escalation", "olga", "1 hour"], ["TO", email, "news:1", "new-message", "visitor", "1 hour"],
      // The same address may be a colleague's, or one who is asked to be.
      ["MEMBER", email, "news:2", "new-message", "nina", "1 hour"], ["ASKED", email, "invitation:1", "invitation", null, "1 hour"],
      // Older than the first word with them.
      ["OLDER", "olga@acme.test", "digest:OLDER", "digest", "olga", "-1 day"]
    ] as const
    for (const [id, recipient, event, kind, reader, later] of letters) {
      yield* admin`insert into letter (id, website_id, recipient, event, kind, reader, state, sealed, run_at, created_at)
        values (${id}, ${websiteId}, ${recipient}, ${event}, ${kind}, ${reader}, 'sent', '\\x00', now(), now() + ${later}::interval)`
    }
    for (const site of [websiteId, other.websiteId]) yield* suppress({ websiteId: site, email, reason: "bounced" })
    yield* admin`insert into early_delivery (provider, provider_message_id, state, reason, at) values ('ses', 'e1', 'bounced', ${`550 <${email}>: no such user`}, now()), ('ses', 'e2', 'bounced', '550 <bob@visitor.test>', now())`
    yield* Effect.promise(() => client.call("webhooks.create", { websiteId: websiteId as never, url: "http://127.0.0.1:9/gone", description: null, events: ["contact.deleted"], isTest: true }))
    const [contact] = yield* admin<{ id: string }>`select contact_id as id from visitor where id = ${visitorId}`

    yield* Effect.promise(() => client.call("visitors.erase", { websiteId: websiteId as never, visitorId: visitorId as never }))
    const left = yield* admin<{ id: string; kept: boolean }>`select id, sealed is not null as kept from letter where id in ${admin.in(letters.map(([id]) => id))} order by id`
    assert.deepStrictEqual(left.map(({ id, kept }) => [id, kept]), [["ASKED", true], ["MEMBER", true], ["OLDER", true]])
    assert.deepStrictEqual((yield* admin<{ site: string }>`select website_id as site from suppression where email = ${email}`).map(({ site }) => site), [other.websiteId])
    assert.deepStrictEqual((yield* admin<{ id: string }>`select provider_message_id as id from early_delivery where provider_message_id in ('e1', 'e2')`).map(({ id }) => id), ["e2"])
    // The site's own server hears that somebody is gone, and who only by the id.
    const [told] = yield* admin<{ contact: object }>`select payload -> 'contact' as contact from webhook_event where type = 'contact.deleted' and subject = ${contact?.id ?? ""}`
    assert.deepInclude(told?.contact, { id: contact?.id, email: null, name: null })

    // Whoever was granted a file sent it after all: it is looked once more.
    const { dataDir } = yield* Settings
    const [folder] = yield* admin<{ name: string }>`select organization_id || '/' || id || '/' || ${conversationId}::text as name from website where id = ${websiteId}`
    const [job, more] = yield* admin<{ id: string; isLater: boolean }>`select id, run_at > now() + interval '5 minutes' as "isLater" from job
      where kind = 'contacts.removeFiles' and payload -> 'folders' @> to_jsonb(array[${`${folder?.name}/`}::text]) order by run_at desc`
    assert.deepStrictEqual([job?.isLater, more?.isLater ?? false], [true, false])
    const place = path.join(dataDir, "files", folder?.name ?? "")
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, "late.txt"), "late")
    yield* admin`update job set run_at = now() where id = ${job?.id ?? ""}`
    yield* until(Effect.sync(() => !existsSync(path.join(place, "late.txt"))))
  }))

  it.effect("is erased by the site's own server too, within the kind of data its key is for", () => Effect.gen(function*() {
    const { client, url, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const site = { websiteId: websiteId as never }
    yield* Effect.promise(async () => {
      const keys = await Promise.all([true, false].map((isTest) => client.call("keys.create", { ...site, name: "Server", keyType: "private", isTest })))
      const ask = (n: number, method: string, path: string, body?: object) => fetch(`${url}/v1/contacts${path}`, {
        method, headers: { authorization: `Bearer ${keys[n]?.value}`, "content-type": "application/json" }, ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      const { id } = await (await ask(0, "POST", "", { externalId: "by-server-c4nary", email: "c4nary@server.test" })).json() as { readonly id: string }
      assert.strictEqual((await ask(1, "DELETE", `/${id}?erase=true`)).status, 404)
      assert.strictEqual((await ask(0, "DELETE", `/${id}?erase=true`)).status, 204)
      assert.strictEqual((await ask(0, "DELETE", `/${id}?erase=true`)).status, 404)
    })
    assert.deepStrictEqual((yield* everyRow(admin)).filter((row) => /c4nary@server|by-server/i.test(row)), [])
  }))

  it.effect("is thought of by every table that names a conversation, a visitor or a contact", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    // What goes by a foreign key to something that is removed needs no thought; these are removed by name in erase_person.
    const thoughtOf = ["conversation", "visitor", "timeline_item", "letter", "upload", "feedback"]
    const tables = yield* admin<{ name: string }>`
      select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (a.attname ~ '(^|_)(conversation|visitor|contact)_id$' or a.attname in ('email', 'recipient', 'sender'))
        and not exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confdeltype = 'c'
          and f.confrelid in ('conversation'::regclass, 'visitor'::regclass, 'contact'::regclass))
      order by 1`
    const others = tables.map(({ name }) => name).filter((name) => !thoughtOf.includes(name))
    assert.deepStrictEqual(others, ["contact", "invitation", "outbox", "suppression"], "a new table: have erase_person (0019_erasure) remove its rows, then name it here")
  }))
})
