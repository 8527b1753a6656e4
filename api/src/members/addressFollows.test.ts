import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { hand } from "../../../e2e/src/peers/letters.ts"
import { MailDesk } from "../inbound/testing/MailDesk.ts"
import { senderKeys } from "../inbound/testing/senderKeys.ts"
import { startHttpPeer } from "../mail/testing/httpPeer.ts"
import { postAuth } from "../proofs/people.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"

const [former, present] = [senderKeys("acme.test"), senderKeys("new.test")]
const list = startHttpPeer(() => Response.json({ object: "contact", id: "c1" }))

layer(MailDesk.layer({ RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "aud_1", RESEND_BASE_URL: list.url }, { ...former.dns, ...present.dns }), {
  excludeTestServices: true, timeout: "60 seconds"
})("A member whose address became another one", (it) => {
  it.effect("answers by mail from the new one only, also what was asked at the former; notices and news go to the new one", () => Effect.gen(function*() {
    const { client, cookie, ownerEmail, smtpPort, talk, url, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const { memberAddress: to, messages } = yield* Effect.promise(() => talk())
    yield* until(Effect.sync(() => list.requests.length === 1))
    assert.strictEqual((yield* Effect.promise(() => postAuth(url, "/change-email", { newEmail: "olga@new.test", password: "correct horse" }, cookie))).status, 200)
    const { text } = yield* until(Effect.map(admin<{ text: string }>`select text from outbox where recipient = 'olga@new.test'`, ([letter]) => letter ?? false))
    list.requests.length = 0
    assert.strictEqual((yield* Effect.promise(() => postAuth(url, "/prove-email", { token: /#change=(\S+)/.exec(text)?.[1] }))).status, 200)

    const say = async (keys: typeof former, from: string, words: string) => hand(smtpPort, await keys.sign({ from, to, text: words }), { from, to })
    yield* Effect.promise(() => say(former, ownerEmail, "From the former mailbox."))
    yield* Effect.promise(() => say(present, "olga@new.test", "From the new mailbox."))
    assert.deepStrictEqual((yield* Effect.promise(messages)).map((message) => message.text).slice(2), ["From the new mailbox."])
    assert.strictEqual((yield* Effect.promise(() => client.call("inbound.unsettled", { websiteId: websiteId as never }))).letters[0]?.reason, "sender_differs")

    yield* until(Effect.sync(() => list.requests.length === 2))
    assert.deepStrictEqual(list.requests.map(({ body, method, path }) => `${method} ${path} ${body?.["email"] ?? ""}`.trim()).toSorted(), [
      "DELETE /audiences/aud_1/contacts/olga@acme.test", "POST /audiences/aud_1/contacts olga@new.test"
    ])
    const [facts] = yield* admin<{ emails: string }>`select string_agg(email, ' ') as emails from team_of_site(${websiteId})`
    assert.strictEqual(facts?.emails, "olga@new.test", "whom notices are written to is read when they are")
  }))
})
