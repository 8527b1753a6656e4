import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { overHttp } from "../proofs/calls.ts"
import { isTag, listenAsMember, listenAsVisitor } from "../proofs/listen.ts"
import { asMember, must, someone, TwoTenants } from "../proofs/TwoTenants.ts"
import { TestProgram } from "../testing/TestProgram.ts"

const page = (key: string) => ({ door: "widget", key, origin: "http://localhost:5173" }) as const

/** A visitor, what the team may do about the conversation, and what the visitor may say of it. */
const talk = Effect.gen(function*() {
  const { acme: { owner, testKey, things: { websiteId } }, url } = yield* TwoTenants
  const program = yield* TestProgram
  const me = yield* Effect.promise(() => someone(url, page(testKey)))
  const { caller, conversationId } = me
  const team = asMember(url, owner)
  const visitor = overHttp(url, caller)
  return {
    program, url, owner, websiteId, testKey, conversationId, team, visitor,
    secret: caller.secret,
    setStatus: (status: string) => must(team, "inbox.setStatus", { websiteId, conversationId, status }),
    rate: (value: number, comment?: string) => visitor("conversations.rate", { conversationId, value, ...(comment === undefined ? {} : { comment }) }),
    open: () => must(team, "inbox.open", { websiteId, conversationId }) as Promise<{
      readonly conversation: { readonly visitorRating?: number }
      readonly feedback: ReadonlyArray<{ readonly rating: number; readonly comment: string | null; readonly trigger: string | null }>
    }>
  }
})

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("The rating of a conversation", (it) => {
  it.effect("is taken while it is resolved, once, and the same again is answered alike", () => Effect.gen(function*() {
    const { conversationId, open, rate, setStatus } = yield* talk
    yield* Effect.promise(async () => {
      assert.deepStrictEqual<unknown>(await rate(5), { _tag: "RatingRefused", conversationId, reason: "not_resolved" })
      await setStatus("spam")
      assert.deepInclude(await rate(5), { _tag: "RatingRefused", reason: "not_resolved" })
      await setStatus("resolved")
      const [first, second] = await Promise.all([rate(4, " Quick "), rate(4, " Quick ")])
      for (const outcome of [first, second, await rate(4, "Quick")]) {
        assert.deepInclude(outcome.value as object, { id: conversationId, visitorRating: 4 }, JSON.stringify(outcome))
      }
      assert.deepStrictEqual<unknown>(await rate(1), { _tag: "RatingRefused", conversationId, reason: "already_rated" })
      assert.deepInclude(await rate(4, "Something else"), { reason: "already_rated" })
      const { conversation, feedback } = await open()
      assert.strictEqual(conversation.visitorRating, 4)
      assert.deepStrictEqual(feedback.map(({ comment, rating, trigger }) => [rating, comment, trigger]), [[4, "Quick", "conversation_resolved"]])
      for (const value of [0, 6, 2.5]) assert.strictEqual((await rate(value))._tag, "BadRequest")
    })
  }))

  it.effect("is shown at once to the team and to the visitor's other devices, and stays when the talk goes on", () => Effect.gen(function*() {
    const { conversationId, open, owner, program, rate, secret, setStatus, testKey, visitor, websiteId } = yield* talk
    yield* Effect.promise(async () => {
      await setStatus("resolved")
      const device = program.widget(testKey)
      device.secret = secret
      const team = await listenAsMember(program.member(owner), websiteId)
      const mine = await listenAsVisitor(device)
      await rate(2, "Too slow")
      const rated = <E extends { readonly _tag: string }>(event: E): event is E =>
        event._tag === "ConversationChanged" && JSON.stringify(event).includes("\"visitorRating\":2")
      await Promise.all([team.until(rated), mine.until(rated)])
      const given = await team.until(isTag("FeedbackGiven"))
      assert.deepInclude(given.feedback, { conversationId, rating: 2, comment: "Too slow" })
      assert.isFalse(mine.all.some(({ _tag }) => String(_tag) === "FeedbackGiven"))
      await setStatus("open")
      await must(visitor, "conversations.send", { conversationId, messageId: ulid(), text: "One more thing" })
      assert.strictEqual((await open()).conversation.visitorRating, 2)
      team.stop()
      mine.stop()
    })
  }))
})

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("Feedback", (it) => {
  it.effect("is kept as it was said, beside a conversation or by itself, and told to the team", () => Effect.gen(function*() {
    const { conversationId, open, owner, program, visitor, websiteId } = yield* talk
    yield* Effect.promise(async () => {
      const team = await listenAsMember(program.member(owner), websiteId)
      const said = await must(visitor, "feedback.submit", {
        rating: 1, topic: " Prices ", comment: "Too high", trigger: "churn_survey", source: "settings", conversationId
      })
      assert.deepInclude(said as object, { rating: 1, topic: "Prices", comment: "Too high", trigger: "churn_survey", source: "settings", conversationId })
      assert.deepInclude((await team.until(isTag("FeedbackGiven"))).feedback, { topic: "Prices" })
      const alone = await must(visitor, "feedback.submit", { rating: 5, source: "widget" })
      assert.deepInclude(alone as object, { rating: 5, conversationId: null, topic: null, comment: null, trigger: null })
      // What a page calls its reason makes no rating of it.
      await must(visitor, "feedback.submit", { rating: 1, source: "widget", trigger: "conversation_resolved", conversationId })
      const { conversation, feedback } = await open()
      assert.isUndefined(conversation.visitorRating)
      assert.strictEqual(feedback.length, 2)
      team.stop()
    })
  }))

  it.effect("stands with the visitor who gave it, whatever it was about, and with nobody else", () => Effect.gen(function*() {
    const { conversationId, team, testKey, url, visitor, websiteId } = yield* talk
    yield* Effect.promise(async () => {
      await must(visitor, "feedback.submit", { rating: 2, source: "widget", conversationId })
      await must(visitor, "feedback.submit", { rating: 5, topic: "Prices", source: "settings" })
      const other = await someone(url, { ...page(testKey), address: "198.18.7.2" })
      const of = async (id: string) => {
        const { conversation } = await must(team, "inbox.open", { websiteId, conversationId: id }) as { readonly conversation: { readonly visitorId: string } }
        return must(team, "visitors.get", { websiteId, visitorId: conversation.visitorId }) as Promise<{ readonly feedback: ReadonlyArray<{ readonly rating: number }> }>
      }
      assert.deepStrictEqual((await of(conversationId)).feedback.map(({ rating }) => rating), [5, 2])
      assert.deepStrictEqual((await of(other.conversationId)).feedback, [])
    })
  }))

  it.effect("of one visitor is limited, and others go on (P29)", () => Effect.gen(function*() {
    const { testKey, url, visitor } = yield* talk
    yield* Effect.promise(async () => {
      const many = await Promise.all(Array.from({ length: 40 }, () => visitor("feedback.submit", { rating: 3, source: "widget" })))
      const refused = many.filter(({ _tag }) => _tag === "TooManyRequests")
      assert.isAtLeast(refused.length, 8)
      assert.isAbove(Number(refused[0]?.["retryAfterMs"]), 0)
      const other = await someone(url, { ...page(testKey), address: "198.18.7.1" })
      await must(overHttp(url, other.caller), "feedback.submit", { rating: 3, source: "widget" })
    })
  }))
})
