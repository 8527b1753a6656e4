import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { watchLog } from "../sql/testing/loggedErrors.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { NoticeTimes } from "./NoticeTimes.ts"
import { Notifier } from "./Notifier.ts"

// Nobody looks by itself: the test says when.
const world = TestProgram.layer().pipe(
  Layer.provide(Layer.succeed(NoticeTimes, { look: 3_600_000, visitorDelay: 0, readingGrace: 0, onlineWait: 0, onlineLook: 30 }))
)

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("The team", (it) => {
  const setUp = Effect.gen(function*() {
    const { firstOwner, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const owner = yield* firstOwner
    const { client, websiteId } = owner
    yield* Effect.promise(() => client.call("notifications.update", { websiteId, settings: [{ channel: "email_new_message", enabled: true, delaySeconds: 0 }] }))
    const begin = (text: string) => Effect.promise(async () => {
      const visitor = widget(owner.testKey)
      await visitor.begin()
      const conversationId = newConversationId()
      await visitor.call("conversations.send", { conversationId, messageId: ulid(), text })
      return { visitor, conversationId }
    })
    const letters = admin<{ kind: string; recipient: string; event: string; state: string }>`select kind, recipient, event, state from letter where kind <> 'confirm-email' order by id`
    return { ...owner, admin, begin, letters }
  })

  it.effect("hears of a message once, however many look at it at once, and of many conversations in one letter", () => Effect.gen(function*() {
    const { admin, begin, letters } = yield* setUp
    const notifier = yield* Notifier
    yield* begin("One question")
    yield* Effect.all(Array.from({ length: 6 }, () => notifier.look), { concurrency: 6 })
    assert.deepStrictEqual((yield* letters).map(({ kind, recipient }) => `${kind} ${recipient}`), ["new-message olga@acme.test"])
    yield* admin`delete from letter`
    yield* Effect.forEach(["a", "b", "c", "d", "e"], begin)
    yield* notifier.look
    yield* notifier.look
    assert.deepStrictEqual((yield* letters).map(({ kind }) => kind), ["digest"])
  }))

  it.effect("costs a message nothing: what is due is found from what moved, and a quiet system writes nothing", () => Effect.gen(function*() {
    const notifier = yield* Notifier
    const { admin } = yield* TestDatabase
    yield* notifier.look
    yield* notifier.look
    const writes = admin<{ xid: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as xid`
    const before = yield* writes
    const position = yield* admin`select position::text from notification_position`
    yield* notifier.look
    assert.deepStrictEqual(yield* admin`select position::text from notification_position`, position)
    assert.isBelow(Number((yield* writes)[0]?.xid) - Number(before[0]?.xid), 20)
  }))

  it.effect("hears of an escalation at once, once, unless a member wants no letters", () => Effect.gen(function*() {
    const { websiteId } = (yield* (yield* TestDatabase).admin<{ websiteId: string }>`select id as "websiteId" from website limit 1`)[0] ?? { websiteId: "" }
    const { admin } = yield* TestDatabase
    const notifier = yield* Notifier
    const [conversation] = yield* admin<{ id: string }>`select id from conversation limit 1`
    const about = {
      id: "run-1", websiteId, conversationId: conversation?.id ?? "", reason: "Wants a refund", summary: "The kettle broke.", keyPoints: ["Order 4711"], aiAgentName: "Bot"
    }
    yield* notifier.escalated(about)
    yield* notifier.escalated(about)
    const escalations = admin<{ recipient: string }>`select recipient from letter where kind = 'escalation'`
    assert.deepStrictEqual(yield* escalations, [{ recipient: "olga@acme.test" }])
    yield* admin`update notification_setting set enabled = false`
    yield* notifier.escalated({ ...about, id: "run-2" })
    assert.lengthOf(yield* escalations, 1)
  }))
})

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("A letter of many conversations that can't be written", (it) => {
  it.effect("keeps nobody else from theirs, and is written a little later", () => Effect.gen(function*() {
    const { firstOwner, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const notifier = yield* Notifier
    const { testKey, websiteId } = yield* firstOwner
    yield* admin`insert into auth.users (id, name, email, "emailVerified", "updatedAt") values ('mia', 'Mia', 'mia@acme.test', true, now())`
    yield* admin`insert into member (organization_id, user_id, role) select id, 'mia', 'owner' from organization`
    yield* admin`insert into notification_setting (website_id, user_id, channel, enabled, delay_seconds)
      select ${websiteId}, user_id, 'email_new_message', true, 0 from member`
    yield* admin`delete from letter`
    yield* admin`create function no_digest() returns trigger language plpgsql as $$
      begin if new.kind = 'digest' and new.recipient = 'olga@acme.test' then raise 'the disk is full'; end if; return new; end $$`
    yield* admin`create trigger no_digest before insert on letter for each row execute function no_digest()`
    yield* Effect.forEach(["a", "b", "c", "d"], (text) => Effect.promise(async () => {
      const visitor = widget(testKey)
      await visitor.begin()
      await visitor.call("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text })
    }))
    const letters = Effect.map(admin<{ kind: string; recipient: string }>`select kind, recipient from letter order by recipient`, (rows) => rows.map(({ kind, recipient }) => `${kind} ${recipient}`))
    yield* notifier.look
    assert.deepStrictEqual(yield* letters, ["digest mia@acme.test"])
    assert.lengthOf(yield* admin`select from notification_watch where due_at between now() and now() + interval '2 minutes'`, 4)
    yield* admin`drop trigger no_digest on letter`
    yield* admin`update notification_watch set due_at = now() where due_at <> 'infinity'`
    yield* notifier.look
    assert.deepStrictEqual(yield* letters, ["digest mia@acme.test", "digest olga@acme.test"])
  }))
})

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("Of somebody who is erased just now", (it) => {
  const begin = Effect.fnUntraced(function*(testKey: string) {
    const { widget } = yield* TestProgram
    return yield* Effect.promise(async () => {
      const visitor = widget(testKey)
      const { visitorId } = await visitor.begin()
      await visitor.call("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "Hello?" })
      return visitorId
    })
  })
  /** Connections of the server that wait for a lock. */
  const waiting = Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    return (yield* admin`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).length
  })

  it.effect("nobody is told, whether the look began before or the letter was drawn already, and no error is logged", () => Effect.gen(function*() {
    const { firstOwner } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const notifier = yield* Notifier
    const { client, testKey, websiteId } = yield* firstOwner
    yield* Effect.promise(() => client.call("notifications.update", { websiteId, settings: [{ channel: "email_new_message", enabled: true, delaySeconds: 0 }] }))
    const letters = admin`select from letter where kind = 'new-message'`
    const errors = yield* watchLog

    const early = yield* begin(testKey)
    const erasing = yield* admin.reserve
    const run = (sql: string) => erasing.executeUnprepared(sql, [], undefined)
    yield* run("begin")
    yield* run(`select erase_person('${websiteId}', null, array['${early}'], null)`)
    const look = yield* Effect.forkChild(notifier.look)
    yield* until(Effect.map(waiting, (count) => count > 0))
    yield* run("commit")
    yield* Fiber.join(look)
    assert.deepStrictEqual([yield* admin`select from notification_watch`, yield* letters, yield* errors], [[], [], []])

    // Stops whoever writes down how far somebody was told.
    const late = yield* begin(testKey)
    yield* admin`create function wait_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(815); return new; end $$`
    yield* admin`create trigger wait_here before insert on notified for each row execute function wait_here()`
    yield* run("select pg_advisory_lock(815)")
    const drawn = yield* Effect.forkChild(notifier.look)
    yield* until(Effect.map(waiting, (count) => count > 0))
    const erased = yield* Effect.forkChild(Effect.promise(() => client.call("visitors.erase", { websiteId: websiteId as never, visitorId: late as never })))
    yield* until(Effect.gen(function*() {
      return (yield* waiting) > 1 || (yield* admin`select from conversation`).length === 0
    }))
    yield* run("select pg_advisory_unlock(815)")
    yield* Effect.all([Fiber.join(drawn), Fiber.join(erased)])
    assert.deepStrictEqual([yield* admin`select from notified`, yield* letters, yield* errors], [[], [], []])
  }).pipe(Effect.scoped))
})
