import { describe, expect, it } from "vitest"
import { ratingView } from "./ratingView.ts"
import { talking } from "./testing/talking.ts"

/** A visitor whose one conversation was resolved a moment ago. */
const resolved = async () => {
  const all = await talking()
  all.server.update(all.id, { status: "resolved" })
  await all.clock.settle()
  return { ...all, rating: () => ratingView(all.tab.widget.get()) }
}

describe("a resolved conversation", () => {
  it("may be rated once, with a comment, and says so from then on, also after a reload", async () => {
    const { clock, id, open, rating, server, tab } = await resolved()
    expect(rating()).toEqual({ value: null, comment: "", isSubmitting: false, problem: null, isDone: false })
    const asked = tab.widget.rate(id, 4, " Quick ")
    expect(rating()).toMatchObject({ value: 4, comment: "Quick", isSubmitting: true, isDone: false })
    await clock.settle()
    expect(await asked).toBeNull()
    expect(rating()).toMatchObject({ value: 4, isSubmitting: false, isDone: true })
    expect(await tab.widget.rate(id, 1)).toBeNull()
    expect(server.calledWith("conversations.rate")).toEqual([{ conversationId: id, value: 4, comment: "Quick" }])
    const again = open()
    await again.start()
    again.widget.openConversation(id)
    await clock.settle()
    expect(ratingView(again.widget.get())).toMatchObject({ value: 4, isDone: true })
  })

  it("shows why a rating wasn't taken and keeps the form, where the documented product only logs it", async () => {
    const { clock, id, rating, server, tab } = await resolved()
    const errors: Array<string | undefined> = []
    tab.widget.on("error", ({ context }) => errors.push(context))
    server.fault("conversations.rate", "lost before", { _tag: "TooManyRequests", retryAfterMs: 5_000 })
    const first = tab.widget.rate(id, 5, "Great")
    await clock.settle()
    expect(await first).toEqual({ _tag: "Unreachable" })
    expect(rating()).toMatchObject({ value: 5, comment: "Great", isSubmitting: false, problem: { _tag: "Unreachable" }, isDone: false })
    const second = tab.widget.rate(id, 5, "Great")
    await clock.settle()
    expect(await second).toMatchObject({ _tag: "RateLimited" })
    const third = tab.widget.rate(id, 5, "Great")
    await clock.settle()
    expect(await third).toBeNull()
    expect(rating()).toMatchObject({ problem: null, isDone: true })
    expect(errors).toEqual(["rating", "rating"])
  })

  it("counts as rated when the answer was lost or another device was faster", async () => {
    const { clock, id, rating, server, tab } = await resolved()
    server.fault("conversations.rate", "lost after")
    await Promise.all([tab.widget.rate(id, 2), clock.settle()])
    await Promise.all([tab.widget.rate(id, 2), clock.settle()])
    expect(rating()).toMatchObject({ value: 2, isDone: true, problem: null })
  })

  it("has no card while it is open, once it is open again, and as spam", async () => {
    const { clock, id, rating, server } = await resolved()
    for (const status of ["open", "spam"] as const) {
      server.update(id, { status })
      await clock.settle()
      expect(rating()).toBeNull()
    }
  })

  it("keeps its rating when news of it comes that doesn't tell one", async () => {
    const { clock, id, server, tab } = await resolved()
    await Promise.all([tab.widget.rate(id, 3), clock.settle()])
    const { visitorRating: _, visitorRatingAt: __, ...without } = server.conversations.get(id) ?? expect.fail()
    server.tell({ _tag: "ConversationChanged", conversation: { ...without, version: without.version + 1 } })
    await clock.settle()
    expect(ratingView(tab.widget.get())).toMatchObject({ value: 3, isDone: true })
  })
})

describe("feedback", () => {
  it("is given by whoever asks for it, with a visitor made for it, and nothing empty is sent", async () => {
    const { clock, open, server } = await talking()
    const other = open()
    await other.start()
    const asked = other.widget.submitFeedback({ rating: 2, topic: " Prices ", comment: "  ", trigger: "survey" })
    await clock.settle()
    expect(await asked).toBeNull()
    expect(server.calledWith("feedback.submit")).toEqual([{ rating: 2, source: "widget", topic: "Prices", trigger: "survey" }])
  })

  it("waits for the visitor it needs, and says what kept it from being taken", async () => {
    const { makeFakeBrowser } = await import("./testing/FakeBrowser.ts")
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    expect(server.calledWith("visitors.start")).toHaveLength(0)
    server.fault("feedback.submit", { _tag: "TooManyRequests", retryAfterMs: 1_000 })
    const first = tab.widget.submitFeedback({ rating: 5 })
    await clock.settle()
    expect(await first).toMatchObject({ _tag: "RateLimited" })
    expect(server.calledWith("visitors.start")).toHaveLength(1)
    const second = tab.widget.submitFeedback({ rating: 5 })
    await clock.settle()
    expect(await second).toBeNull()
  })
})
