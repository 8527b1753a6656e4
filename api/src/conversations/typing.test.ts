import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { listenAsMember, listenAsVisitor, saying, type TeamTold, type Told } from "../proofs/listen.ts"
import { TwoTenants } from "../proofs/TwoTenants.ts"
import { TestProgram } from "../testing/TestProgram.ts"

const rounds = 25

/** What one side's writing looked like to the other: that somebody writes, that nobody does any more, a message. */
const seen = (told: ReadonlyArray<Told | TeamTold>, side: "user" | "visitor") => told.map((event) => {
  switch (event._tag) {
    case "TypingChanged": return event.actorType !== side ? "" : event.isTyping ? "T" : "F"
    case "ItemChanged": return (event.item.visitorId === null) === (side === "user") ? "M" : ""
    default: return ""
  }
}).join("")

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("That somebody writes", (it) => {
  it.effect("is told in the order in which it was said, and never after the message that ends it, whichever connection brings that", () => Effect.gen(function*() {
    const { acme } = yield* TwoTenants
    const { member, widget } = yield* TestProgram
    const { websiteId } = acme.things
    const { conversationId } = acme.testVisitor
    const visitor = () => {
      const device = widget(acme.testKey)
      device.secret = acme.testVisitor.caller.secret
      return device
    }
    const write = (writer: ReturnType<typeof visitor>, isTyping: boolean) => writer.call("conversations.typing", { conversationId, isTyping })
    const say = (writer: ReturnType<typeof visitor>, text: string) => writer.call("conversations.send", { conversationId, messageId: ulid(), text })
    const desk = () => {
      const client = member(acme.owner)
      return {
        client,
        write: (isTyping: boolean) => client.call("inbox.typing", { websiteId, conversationId, isTyping, visibility: "public" }),
        say: (text: string) => client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text, visibility: "public", confirmedSeq: 1e6 })
      }
    }
    yield* Effect.promise(async () => {
      const [device, phone, mine, second] = [visitor(), visitor(), desk(), desk()]
      const [own, inbox] = [await listenAsVisitor(device), await listenAsMember(mine.client, websiteId)]
      await Promise.all([listenAsVisitor(phone), listenAsMember(second.client, websiteId)])
      const [before, beforeInbox] = [own.all.length, inbox.all.length]
      for (let round = 0; round < rounds; round++) {
        // All at once, as a fast typist's keys come.
        await Promise.all([write(device, true), mine.write(true), write(device, false), mine.write(false)])
        await Promise.all([write(device, true), mine.write(true), say(device, "said"), mine.say("said"), write(device, true), mine.write(true), write(device, false), mine.write(false)])
        // What the first connection tells is in when the second one says what was written: the next question of each is answered.
        const written = [write(device, true), mine.write(true)]
        await Promise.all([device.call("websites.get"), mine.client.call("me.get")])
        await Promise.all([...written, say(phone, `visitor ${round}`), second.say(`team ${round}`)])
      }
      await Promise.all([own.until(saying(`team ${rounds - 1}`)), inbox.until(saying(`visitor ${rounds - 1}`))])
      for (const all of [seen(own.all.slice(before), "user"), seen(inbox.all.slice(beforeInbox), "visitor")]) {
        assert.strictEqual(all.replace(/^(T?FT?MT?FT?M)*/, ""), "", all)
      }
      for (const { stop } of [own, inbox]) stop()
    })
  }))
})
