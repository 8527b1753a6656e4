import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { signIdentity } from "@cossistant/core/server/signIdentity"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { ReplyAddress } from "./ReplyAddress.ts"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { MailDesk } from "./testing/MailDesk.ts"

layer(MailDesk.layer(), { excludeTestServices: true, timeout: "60 seconds" })("Somebody who logged out", (it) => {
  it.effect("still answers by mail, in their own conversation", () => Effect.gen(function*() {
    const { client, smtpPort, websiteId } = yield* MailDesk
    const { widget } = yield* TestProgram
    const { mint } = yield* ReplyAddress
    const { admin } = yield* TestDatabase
    const site = { websiteId: websiteId as never }
    const conversationId = newConversationId()
    const visitorId = yield* Effect.promise(async () => {
      const key = (await client.call("keys.list", site)).find(({ isTest, keyType }) => isTest && keyType === "public")?.key ?? ""
      const { secret } = await client.call("identitySecrets.add", site)
      const device = widget(key, { socket: false })
      const { visitorId } = await device.begin()
      await device.call("visitors.identify", { identityToken: await signIdentity({ secret, websiteId, externalId: "user_1", email: "jane@visitor.test" }) })
      await device.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello" })
      await device.call("visitors.logout", undefined)
      return visitorId
    })
    const to = (yield* mint({ websiteId, conversationId, recipient: { type: "visitor", id: visitorId } })) ?? ""
    yield* Effect.promise(async () => {
      for (const text of ["From my mailbox.", "And once more."]) await hand(smtpPort, letter({ from: "jane@visitor.test", to, text }), { from: "jane@visitor.test", to })
      const { items } = await client.call("inbox.open", { ...site, conversationId: conversationId as never })
      const [first, second, third] = items.filter(({ type }) => type === "message")
      assert.deepStrictEqual([second?.text, third?.text], ["From my mailbox.", "And once more."])
      assert.strictEqual(first?.visitorId, visitorId)
      assert.notStrictEqual(second?.visitorId, visitorId)
      assert.strictEqual(second?.visitorId, third?.visitorId)
    })
    assert.strictEqual((yield* admin`select from visitor where contact_id is not null and website_id = ${websiteId}`).length, 2, "one for all letters")
  }))
})
