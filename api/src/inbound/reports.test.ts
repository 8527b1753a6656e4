import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { hand } from "../../../e2e/src/peers/letters.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { MailDesk } from "./testing/MailDesk.ts"

const corpus = async (name: string) => (await Bun.file(new URL(`./corpus/${name}.eml`, import.meta.url)).text()).replaceAll("\n", "\r\n")

/** What mail systems say in their own ways: of a mailbox that isn't there (for good), and of one that is full (for now). */
const reports = [
  ["dsn-postfix-hard", true], ["dsn-exchange", true], ["dsn-exchange-html", true], ["dsn-gmail", true], ["dsn-exim", true], ["dsn-headers-only", true],
  ["dsn-soft", false]
] as const

layer(MailDesk.layer(), { excludeTestServices: true, timeout: "60 seconds" })("P19: a delivery report", (it) => {
  for (const [name, isForGood] of reports) {
    it.effect(`is on the letter it reports on, opens nothing, and ${isForGood ? "stops" : "doesn't stop"} letters to that address: ${name}`, () => Effect.gen(function*() {
      const { client, smtpPort, talk, websiteId } = yield* MailDesk
      const { admin } = yield* TestDatabase
      yield* admin`delete from suppression`
      yield* admin`delete from letter`
      const { conversationId, messages } = yield* Effect.promise(() => talk())
      yield* admin`insert into letter (id, website_id, recipient, event, kind, conversation_id, reader, state, provider, message_id)
        values ('L1', ${websiteId}, 'vera@visitor.test', 'test:1', 'new-message', ${conversationId}, 'visitor', 'sent', 'smtp', '<letter-1@acme.test>')`
      const conversations = () => admin<{ n: number }>`select count(*)::int as n from conversation`
      const before = yield* conversations()
      const raw = yield* Effect.promise(() => corpus(name))
      for (let n = 0; n < 2; n++) yield* Effect.promise(() => hand(smtpPort, raw, { from: "", to: "bounces@in.acme.test" }))
      const { deliveries } = yield* Effect.promise(() => client.call("mail.deliveries", { websiteId: websiteId as never, conversationId: conversationId as never }))
      assert.deepStrictEqual(deliveries.map(({ id, state }) => [id, state]), [["L1", "bounced"]])
      assert.deepStrictEqual(yield* conversations(), before)
      assert.strictEqual((yield* Effect.promise(messages)).length, 2)
      const suppressed = yield* admin<{ email: string }>`select email from suppression where lifted_at is null`
      assert.deepStrictEqual(suppressed.map(({ email }) => email), isForGood ? ["vera@visitor.test"] : [])
    }))
  }

  it.effect("of a mailbox that is full lifts nothing that a hard bounce stopped", () => Effect.gen(function*() {
    const { smtpPort, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    yield* admin`delete from suppression`
    yield* admin`update letter set state = 'sent', is_reported = false, is_permanent = false`
    for (const name of ["dsn-postfix-hard", "dsn-soft"]) {
      const raw = yield* Effect.promise(() => corpus(name))
      yield* Effect.promise(() => hand(smtpPort, raw, { from: "", to: "bounces@in.acme.test" }))
    }
    const [row] = yield* admin<{ reason: string; state: string }>`
      select s.reason, l.state from suppression s join letter l on l.id = 'L1' where s.website_id = ${websiteId} and s.lifted_at is null`
    assert.deepStrictEqual({ ...row }, { reason: "bounced", state: "bounced" })
  }))
})
