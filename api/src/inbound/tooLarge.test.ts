import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { letter } from "../../../e2e/src/peers/letters.ts"
import { callOfResend, type ReceivedByResend, resendPeer } from "../../../e2e/src/peers/resendPeer.ts"
import { letterAtMost } from "./Arrival.ts"
import { MailDesk } from "./testing/MailDesk.ts"

const resend = resendPeer()
const big = "x".repeat(998).concat("\r\n").repeat(Math.ceil(letterAtMost / 1000) + 50)
const received = (email_id: string) => ({ type: "email.received", created_at: "2026-11-05T10:00:00Z", data: { email_id } })

layer(MailDesk.layer(resend.settings), { excludeTestServices: true, timeout: "60 seconds" })("A letter that is too large", (it) => {
  it.effect("puts no words into anybody's mouth: the team sees that it came, from whom, how large it is and where it lies", () => Effect.gen(function*() {
    const { bridge, client, talk, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress: to } = await talk()
      const post = (more: object) => bridge("inbound", {
        eventType: "email.received", from: "Vera <vera@visitor.test>", to: [to], subject: "My photos", receivedAt: "2026-11-05T10:00:00Z",
        envelope: { from: "vera@visitor.test", to: [to] }, s3Bucket: "mail", s3Key: "in/large", ...more
      })
      const large = { messageId: "<large-1@visitor.test>", tooLarge: { bytes: 26 * 1024 * 1024 } }
      for (let n = 0; n < 2; n++) assert.strictEqual((await post({ ...large, receivedAt: `2026-11-05T10:00:0${n}Z` })).status, 200)
      // What its headers say counts as for every letter.
      await post({ messageId: "<large-2@visitor.test>", tooLarge: { bytes: 21 * 1024 * 1024 }, headers: [{ name: "Auto-Submitted", value: "auto-replied" }] })
      // A bridge that doesn't count.
      const raw = letter({ from: "Vera <vera@visitor.test>", to, text: big, subject: "Whole" })
      assert.strictEqual((await post({ raw: Buffer.from(raw).toString("base64") })).status, 200)

      assert.strictEqual((await messages()).length, 2)
      const { letters } = await client.call("inbound.unsettled", { websiteId: websiteId as never })
      assert.deepStrictEqual(letters.map(({ detail, reason, subject }) => [reason, subject, detail]).reverse(), [
        ["too_large", "My photos", "26 MB, kept as s3://mail/in/large"], ["auto_reply", "My photos", null], ["too_large", "Whole", "21 MB, kept as s3://mail/in/large"]
      ])
      assert.isTrue(letters.every(({ canRetry, hasOriginal, sender, senderName, state }) =>
        !canRetry && !hasOriginal && sender === "vera@visitor.test" && senderName === "Vera" && state === "dropped"))
    })
  }))

  it.effect("is settled when Resend has it, with or without its source, so that Resend stops calling", () => Effect.gen(function*() {
    const { client, talk, url, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { conversationId, messages, visitorAddress: to } = await talk()
      const fields = { from: "Vera <vera@visitor.test>", to: [to], subject: "Parts", message_id: "<large-3@visitor.test>", text: "See the film.", headers: {} }
      resend.letters.set("em_big", { raw: letter({ from: "Vera <vera@visitor.test>", to, text: big, subject: "Source" }), fields })
      resend.letters.set("em_parts", { raw: null, fields, attachments: [{ filename: "film.mp4", content_type: "video/mp4", content: big }] })
      for (const id of ["em_big", "em_parts"]) {
        const { body, status } = await callOfResend(url, received(id))
        assert.deepInclude((body["entries"] as ReadonlyArray<object>)[0], { status: "dropped", reason: "too_large" })
        assert.strictEqual(status, 200)
      }
      assert.strictEqual((await messages()).length, 2)
      const letters = (await client.call("inbound.unsettled", { websiteId: websiteId as never })).letters.filter((one) => one.conversationId === conversationId)
      assert.deepStrictEqual(letters.map(({ detail, reason, subject }) => [reason, subject, detail]).reverse(), [
        ["too_large", "Source", "21 MB, kept as em_big at Resend"], ["too_large", "Parts", "21 MB, kept as em_parts at Resend"]
      ])
    })
  }))
})

layer(MailDesk.layer(resend.settings), { excludeTestServices: true, timeout: "60 seconds" })("A letter of which Resend has only the parts", (it) => {
  it.effect("brings its files along", () => Effect.gen(function*() {
    const { talk, url } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress: to } = await talk()
      const parts: ReceivedByResend = {
        raw: null, fields: { from: "vera@visitor.test", to: [to], subject: "Files", message_id: "<files-1@visitor.test>", text: "Both lists.", headers: {} },
        attachments: [{ filename: "one.txt", content_type: "text/plain", content: "one" }, { filename: "two.txt", content_type: "text/plain", content: "two" }]
      }
      resend.letters.set("em_files", parts)
      assert.strictEqual((await callOfResend(url, received("em_files"))).status, 200)
      const [, , answer] = await messages()
      assert.strictEqual(answer?.text, "Both lists.")
      assert.deepStrictEqual(answer?.parts.filter(({ type }) => type === "file").map(({ filename }) => filename), ["one.txt", "two.txt"])
    })
  }))
})
