import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { Presence } from "../live/Presence.ts"
import { Viewers } from "./Viewers.ts"

type Member = CurrentMember["Service"]

/** A member's tab that asks over HTTP, where nothing tells that it was closed. */
const member: Member = {
  userId: "maya", sessionId: "session", role: "member",
  websiteId: WebsiteId.make("01JZ0000000000000000000000"), organizationId: OrganizationId.make("01JZ0000000000000000000001"),
  connection: { clientId: 1, transport: "request", origin: null, address: "", userAgent: null, acceptLanguage: null }
}

describe("A tab that shows a conversation over HTTP", () => {
  it.effect("is forgotten when it falls silent for half a minute, and stays as long as it says so again", () => {
    const told: Array<string> = []
    const say = (what: string) => (_site: string, conversationId: string, userId: string) => Effect.sync(() => void told.push(`${userId} ${what} ${conversationId}`))
    const presence = Layer.mock(Presence, { startViewing: say("comes to"), stopViewing: say("leaves") })
    return Effect.gen(function*() {
      const { view } = yield* Viewers
      yield* view(member, "CO1")
      for (let n = 0; n < 4; n++) {
        yield* TestClock.adjust("20 seconds")
        yield* view(member, "CO1")
      }
      assert.deepStrictEqual(told, ["maya comes to CO1"])
      yield* TestClock.adjust("29 seconds")
      assert.lengthOf(told, 1)
      yield* TestClock.adjust("6 seconds")
      assert.deepStrictEqual(told, ["maya comes to CO1", "maya leaves CO1"])
      yield* view(member, "CO1")
      assert.strictEqual(told.at(-1), "maya comes to CO1")
    }).pipe(Effect.provide(Viewers.layer.pipe(Layer.provide(presence))))
  })
})
