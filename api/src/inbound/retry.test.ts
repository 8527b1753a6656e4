import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { within } from "../../../e2e/src/within.ts"
import { Storage } from "../storage/Storage.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { MailDesk } from "./testing/MailDesk.ts"
import { senderKeys } from "./testing/senderKeys.ts"

const acme = senderKeys("acme.test")
/** A DNS that knows nothing at first; each look-up is answered by what stands here then. */
const dns: Record<string, ReadonlyArray<unknown> | Promise<ReadonlyArray<unknown>>> = {}

layer(MailDesk.layer({}, dns), { excludeTestServices: true, timeout: "60 seconds" })("A letter that is tried again", (it) => {
  it.effect("and was taken stays taken, whatever a slower try finds out later, and keeps its original", () => Effect.gen(function*() {
    const { client, ownerEmail, smtpPort, talk, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const storage = yield* Storage
    const { id, messages } = yield* Effect.promise(async () => {
      const { memberAddress, messages } = await talk()
      await hand(smtpPort, await acme.sign({ from: ownerEmail, to: memberAddress, text: "Truly mine." }), { from: ownerEmail, to: memberAddress })
      const [dropped] = (await client.call("inbound.unsettled", { websiteId: websiteId as never })).letters
      assert.deepInclude(dropped, { reason: "not_proven", canRetry: true })
      const id = dropped?.id ?? ""
      const again = () => client.call("inbound.retry", { websiteId: websiteId as never, id })

      // The first look-up hangs; the second finds the keys at once.
      const held = Promise.withResolvers<ReadonlyArray<unknown>>()
      const asked = new Promise<void>((resolve) => {
        for (const name of Object.keys(acme.dns)) Object.defineProperty(dns, name, { configurable: true, get: () => (resolve(), held.promise) })
      })
      const slow = again()
      await within(10, "The first look-up", asked)
      for (const [name, value] of Object.entries(acme.dns)) Object.defineProperty(dns, name, { configurable: true, value })
      assert.strictEqual((await again()).state, "taken")
      held.reject(Object.assign(new Error("too late"), { code: "ENOTFOUND" }))
      assert.strictEqual((await slow).state, "taken")
      return { id, messages }
    })
    assert.deepStrictEqual((yield* Effect.promise(() => messages())).slice(2).map(({ text }) => text), ["Truly mine."])
    yield* admin`update inbound_letter set received_at = now() - interval '31 days' where id = ${id}`
    assert.deepStrictEqual(yield* admin`select sweep_inbound(100)`, [])
    const [kept] = yield* admin<{ original_key: string }>`select original_key from inbound_letter where id = ${id}`
    assert.isDefined(yield* storage.read(kept?.original_key ?? ""))
  }))
})

layer(MailDesk.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A letter the mail service warns of", (it) => {
  it.effect("as spam waits with its original until somebody reads it and lets it in; with a virus nothing of it is kept", () => Effect.gen(function*() {
    const { bridge, client, talk, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress: to } = await talk()
      const post = (text: string, verdicts: object) => bridge("inbound", {
        eventType: "email.received", from: "vera@visitor.test", to: [to], receivedAt: "2026-11-05T10:00:00Z", verdicts,
        raw: Buffer.from(letter({ from: "vera@visitor.test", to, text })).toString("base64")
      })
      await post("Cheap, but true.", { spam: "FAIL", virus: "PASS" })
      await post("Open me.", { spam: "FAIL", virus: "FAIL" })
      assert.strictEqual((await messages()).length, 2)
      const { letters: [virus, spam] } = await client.call("inbound.unsettled", { websiteId: websiteId as never })
      assert.deepInclude(virus, { state: "dropped", reason: "virus", hasOriginal: false, canRetry: false })
      assert.deepInclude(spam, { state: "dropped", reason: "spam", hasOriginal: true, canRetry: true })
      assert.strictEqual((await client.call("inbound.retry", { websiteId: websiteId as never, id: spam?.id ?? "" })).state, "taken")
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Cheap, but true."])
    })
  }))
})
