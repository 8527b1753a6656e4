import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { listenAsMember, saying, type TeamTold } from "../proofs/listen.ts"
import { TestProgram } from "../testing/TestProgram.ts"

type Install = Extract<TeamTold, { readonly _tag: "InstallChanged" }>
const install = (fits: (status: Install["status"]) => boolean) => (event: TeamTold): event is Install =>
  event._tag === "InstallChanged" && fits(event.status)

layer(TestProgram.layer(), { excludeTestServices: true, timeout: "60 seconds" })("Proof of installation", (it) => {
  it.effect("reaches the team as it happens: the widget on a page, a page turned away, the first message", () => Effect.gen(function*() {
    const { firstOwner, member, widget } = yield* TestProgram
    const { cookie, liveKey, testKey, websiteId } = yield* firstOwner
    yield* Effect.promise(async () => {
      const team = await listenAsMember(member(cookie), websiteId)
      const page = widget(testKey)
      await page.call("websites.get", undefined)
      await team.until(install(({ seen }) => seen?.origin === "http://localhost:5173" && seen.isTest))

      await widget(liveKey, { origin: "https://elsewhere.test", socket: false }).call("websites.get", undefined).catch(() => undefined)
      await team.until(install(({ refused }) => refused?.origin === "https://elsewhere.test" && refused.reason === "origin_not_allowed"))

      await page.begin()
      const first = newConversationId()
      const say = (conversationId: string, text: string) =>
        page.call("conversations.send", { conversationId, messageId: ulid(), text })
      await say(first, "Is this on?")
      await team.until(install(({ firstConversationId }) => firstConversationId === first))

      const heard = team.all.filter(({ _tag }) => _tag === "InstallChanged").length
      await say(first, "Still there?")
      await say(newConversationId(), "Another matter")
      await team.until(saying("Another matter"))
      assert.strictEqual(team.all.filter(({ _tag }) => _tag === "InstallChanged").length, heard)
      team.stop()
    })
  }))
})
