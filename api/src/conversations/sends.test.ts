import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { bodyHash } from "./bodyHash.ts"
import type { SendRequest } from "./SendRequest.ts"
import { Sends } from "./Sends.ts"

const subject = Sends.layer.pipe(Layer.provideMerge(TestDatabase.layer))

/** A visitor of a site, perhaps known, with a way to put words into a conversation. */
const someone = Effect.fn(function*(website: string, data: "live" | "test") {
  const { admin } = yield* TestDatabase
  const [visitor, contact] = [ulid(), ulid()]
  yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme') on conflict do nothing`
  yield* admin`insert into website (id, organization_id, name, slug, domain)
    values (${website}, 'o', 'Acme', ${website.toLowerCase()}, 'acme.test') on conflict do nothing`
  yield* admin`insert into contact (id, website_id, is_test, name, email, is_verified)
    values (${contact}, ${website}, ${data === "test"}, 'Jane', 'jane@acme.test', true)`
  yield* admin`insert into visitor (id, website_id, is_test, secret_hash, contact_id, contact_proven)
    values (${visitor}, ${website}, ${data === "test"}, ${ulid()}::bytea, ${contact}, true)`
  return (text: string, conversation: string): SendRequest => ({
    website, data, conversation, id: ulid(), visitor, contact, visibility: "public", body: text, hash: bodyHash(text, []), files: [], welcome: []
  })
})

const kept = (conversation: string, item: string) => Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const [row] = yield* admin`select w.inbox, w.public, wire_item(i) as item from wire_conversation w
    join timeline_item i on i.website_id = w.website_id and i.id = ${item} where w.id = ${conversation}`
  return row
})

layer(subject, { excludeTestServices: true })("Messages on their way into the database", (it) => {
  it.effect("are told as lists and timelines show them, alone or among others, on whatever site", () => Effect.gen(function*() {
    const { send } = yield* Sends
    const [acme, other] = [ulid(), ulid()]
    const people = yield* Effect.all([someone(acme, "live"), someone(acme, "test"), someone(other, "live"), someone(other, "live")])
    const conversations = people.map(() => newConversationId())
    const first = people.map((say, n) => say("hello", conversations[n] ?? ""))
    yield* Effect.forEach(first, send)
    const alone = people.map((say, n) => say(`alone ${n}`, conversations[n] ?? ""))
    for (const request of alone) {
      const result = yield* send(request)
      assert.strictEqual(result.outcome, "sent")
      if (!("inbox" in result)) continue
      const { inbox, item, public: shown } = result
      assert.deepStrictEqual<unknown>({ inbox, item, public: shown }, yield* kept(request.conversation, request.id))
    }
    const many = Array.from({ length: 40 }, (_, n) => people[n % 4]?.(`together ${n}`, conversations[n % 4] ?? "")).filter((request) => request !== undefined)
    const results = yield* Effect.forEach(many, send, { concurrency: "unbounded" })
    for (const [n, request] of many.entries()) {
      const result = results[n]
      if (result?.outcome !== "sent") throw new Error(`Message ${n} was not sent`)
      const { inbox, item, public: shown } = result
      const now = yield* kept(request.conversation, request.id)
      assert.deepStrictEqual<unknown>(item, now?.["item"])
      assert.isTrue(inbox.lastSeq >= item.seq && inbox.lastItem?.seq === inbox.lastSeq && shown.lastSeq === inbox.lastSeq)
      if (inbox.lastSeq === 12) assert.deepStrictEqual<unknown>({ item, inbox, public: shown }, now)
    }
    assert.isAtLeast(results.filter((result) => "inbox" in result && result.inbox.lastSeq === 12).length, 4)
  }))

  it.effect("tell of their conversation what changed since the message before, alone or among others: itself, its visitor, their contact", () => Effect.gen(function*() {
    const { send } = yield* Sends
    const { admin } = yield* TestDatabase
    const site = ulid()
    const [jane, john] = yield* Effect.all([someone(site, "live"), someone(site, "live")])
    const [conversation, other] = [newConversationId(), newConversationId()]
    const { contact, visitor } = jane("", conversation)
    const phone = ulid()
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash, contact_id, contact_proven)
      values (${phone}, ${site}, false, ${phone}::bytea, ${contact}, true)`
    yield* Effect.forEach([jane("hello", conversation), john("hello", other), jane("again", conversation)], send)
    const changes = [
      (to: string) => admin`update conversation set title = ${to} where id = ${conversation}`,
      () => admin`update visitor set last_seen_at = last_seen_at + interval '1 hour' where id = ${visitor ?? null}`,
      (to: string) => admin`update contact set name = ${to} where id = ${contact ?? null}`
    ]
    const amongOthers = (request: SendRequest) => Effect.map(
      Effect.all([send(john("keeps the connection busy", other)), send(request), send(john("another", newConversationId()))], { concurrency: "unbounded" }),
      ([, result]) => result
    )
    for (const [n, change] of changes.entries()) {
      const ways = [send, amongOthers, (request: SendRequest) => amongOthers({ ...request, visitor: phone })]
      for (const [way, ask] of ways.entries()) {
        yield* send(jane("before", conversation))
        yield* change(`${n} ${way}`)
        const result = yield* ask(jane("after", conversation))
        if (result.outcome !== "sent") throw new Error("It was not sent")
        const { inbox, item, public: shown } = result
        assert.deepStrictEqual<unknown>({ inbox, item, public: shown }, yield* kept(conversation, item.id))
      }
    }
  }))

  it.effect("that come in one batch are each refused, repeated or taken for themselves", () => Effect.gen(function*() {
    const { send } = yield* Sends
    const { admin } = yield* TestDatabase
    const site = ulid()
    const [jane, john] = yield* Effect.all([someone(site, "live"), someone(site, "live")])
    const [open, closed, fresh] = [newConversationId(), newConversationId(), newConversationId()]
    const [one, two] = [jane("one", open), jane("two", closed)]
    yield* Effect.forEach([one, two], send)
    yield* admin`update conversation set status = 'resolved' where id = ${closed}`
    const twice = jane("twice", open)
    const batch = [
      jane("keeps the connection busy", open),
      one, two, jane("too late", closed), john("not mine", open), jane("begins", fresh), twice, twice, { ...twice, body: "other", hash: "other" }, jane("last", open)
    ]
    const results = yield* Effect.forEach(batch, send, { concurrency: "unbounded" })
    assert.deepStrictEqual(results.map(({ outcome }) => outcome), [
      "sent", "repeat", "repeat", "closed", "not_found", "sent", "sent", "repeat", "id_conflict", "sent"
    ])
    const rows = yield* admin<{ text: string }>`select text from timeline_item where conversation_id = ${open} order by seq`
    assert.deepStrictEqual(rows.map(({ text }) => text), ["one", "keeps the connection busy", "twice", "last"])
  }))

  it.effect("whose answer was lost are known again where they were said, and not tried a second time", () => Effect.gen(function*() {
    const { send } = yield* Sends
    const { admin } = yield* TestDatabase
    // What is tried stays counted, even if its transaction is undone.
    yield* admin`create sequence tries`
    yield* admin.unsafe(`create function count_try() returns trigger language plpgsql security definer set search_path = public as $$
      begin perform nextval('tries'); return new; end $$`).unprepared
    yield* admin`create trigger count_try before update on conversation for each row execute function count_try()`
    const jane = yield* someone(ulid(), "live")
    const conversation = newConversationId()
    const said = [jane("one", conversation), jane("two", conversation), jane("three", conversation)]
    const outcomes = yield* Effect.forEach([...said, ...said.slice(-1)], send)
    assert.deepStrictEqual(outcomes.map(({ outcome }) => outcome), ["sent", "sent", "sent", "repeat"])
    assert.deepStrictEqual(yield* admin`select last_value::integer as tried from tries`, [{ tried: 3 }])
    // Older words too, as a device says them that comes back with several: a database that undoes a try writes that into its log.
    const older = yield* Effect.forEach(said, send)
    assert.deepStrictEqual(older.map(({ outcome }) => outcome), ["repeat", "repeat", "repeat"])
    assert.deepStrictEqual(yield* admin`select last_value::integer as tried from tries`, [{ tried: 3 }])
    // Where another node took them meanwhile they are tried, and undone: to look first would cost every message.
    const { send: elsewhere } = yield* Layer.build(Layer.fresh(Sends.layer)).pipe(Effect.map((node) => Context.get(node, Sends)))
    const [there, here] = [jane("four", conversation), jane("five", conversation)]
    assert.strictEqual((yield* elsewhere(there)).outcome, "sent")
    assert.strictEqual((yield* send(there)).outcome, "repeat")
    assert.strictEqual((yield* send(here)).outcome, "sent")
    assert.strictEqual((yield* elsewhere(here)).outcome, "repeat")
  }))

  it.effect("are refused of whoever was blocked or has logged out a moment ago, alone, among others and with a first word", () => Effect.gen(function*() {
    const { send } = yield* Sends
    const { admin } = yield* TestDatabase
    const site = ulid()
    const [blocked, ended, free] = yield* Effect.all([someone(site, "live"), someone(site, "live"), someone(site, "live")])
    const talks = [blocked, ended, free].map((say) => ({ say, conversation: newConversationId() }))
    for (const { conversation, say } of talks) assert.strictEqual((yield* send(say("hello", conversation))).outcome, "sent")
    yield* admin`update visitor set blocked_at = now() where id = ${blocked("", "").visitor}`
    yield* admin`update visitor set ended_at = now() where id = ${ended("", "").visitor}`
    const outcomes = ["visitor_blocked", "unknown_visitor", "sent"]
    for (const [n, { conversation, say }] of talks.entries()) {
      assert.strictEqual((yield* send(say("alone", conversation))).outcome, outcomes[n])
      assert.strictEqual((yield* send(say("elsewhere", newConversationId()))).outcome, outcomes[n])
    }
    // The first goes alone; what comes meanwhile goes together.
    const many = Array.from({ length: 30 }, (_, n) => talks[n % 3]).map((talk, n) => talk?.say(`together ${n}`, talk.conversation)).filter((request) => request !== undefined)
    const together = yield* Effect.forEach(many, send, { concurrency: "unbounded" })
    assert.deepStrictEqual(together.map(({ outcome }) => outcome), many.map((_, n) => outcomes[n % 3]))
    const [rows] = yield* admin`select count(*)::int as said from timeline_item where website_id = ${site} and visitor_id = ${free("", "").visitor}`
    assert.strictEqual(rows?.["said"], 13)
  }))
})
