import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { ApiWorld } from "../publicApi/testing/ApiWorld.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"

/** Every page of a list: what stands on them, in order. */
const walk = async (page: (cursor: string | undefined) => Promise<{ readonly ids: ReadonlyArray<string>; readonly next: string | null }>) => {
  const all: Array<string> = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { ids, next } = await page(cursor)
    all.push(...ids)
    cursor = next
  }
  return all
}
const idsOf = (rows: ReadonlyArray<{ readonly id: string }>) => rows.map(({ id }) => id)

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("What came at the very same moment, as by an import", (it) => {
  it.effect("is on the pages of every list once, and none of it is left out between two", () => Effect.gen(function*() {
    const { owner: { cookie, websiteId }, test: { origin, publicKey, server } } = yield* ApiWorld
    const { member, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const team = member(cookie)
    const device = widget(publicKey, { origin, socket: false })
    const { visitorId } = yield* Effect.promise(() => device.begin())
    const conversations = Array.from({ length: 7 }, () => newConversationId()).toSorted()
    const feedback = Array.from({ length: 7 }, () => ulid()).toSorted()
    for (const id of conversations) {
      yield* admin`insert into conversation (website_id, id, is_test, visitor_id, created_at, last_activity_at)
        values (${websiteId}, ${id}, true, ${visitorId}, '2026-01-01T00:00:00.123456Z', '2026-01-01T00:00:00.123456Z')`
    }
    for (const id of feedback) {
      yield* admin`insert into feedback (id, website_id, is_test, visitor_id, rating, source, created_at)
        values (${id}, ${websiteId}, true, ${visitorId}, 5, 'widget', '2026-01-01T00:00:00.123456Z')`
    }
    yield* Effect.promise(async () => {
      for (const orderBy of ["updatedAt", "createdAt"]) {
        for (const order of ["asc", "desc"]) {
          const seen = await walk(async (cursor) => {
            const { body } = await server("get", "/v1/conversations", { query: { visitorId, limit: 2, orderBy, order, ...(cursor && { cursor }) } } as never) // of two lists of words
            const { conversations: page, nextCursor } = body as { conversations: ReadonlyArray<{ id: string }>; nextCursor: string | null }
            return { ids: idsOf(page), next: nextCursor }
          })
          assert.deepStrictEqual(seen, order === "asc" ? conversations : conversations.toReversed(), `${orderBy} ${order}`)
        }
      }
      assert.deepStrictEqual(await walk(async (cursor) => {
        const { body } = await server("get", "/v1/feedback", { query: { visitorId, limit: "2", ...(cursor && { cursor }) } })
        const { feedback: page, nextCursor } = body as { feedback: ReadonlyArray<{ id: string }>; nextCursor: string | null }
        return { ids: idsOf(page), next: nextCursor }
      }), feedback.toReversed())
      assert.deepStrictEqual(await walk(async (cursor) => {
        const { conversations: page, nextCursor } = await device.call("conversations.list", { limit: 2, ...(cursor && { cursor }) })
        return { ids: idsOf(page), next: nextCursor }
      }), conversations.toReversed())
      const inbox = await walk(async (cursor) => {
        const { conversations: page, nextCursor } = await team.call("inbox.list", { websiteId, view: "open", isTest: true, limit: 2, ...(cursor && { cursor: cursor as never }) })
        return { ids: idsOf(page), next: nextCursor }
      })
      assert.deepStrictEqual(inbox.filter((id) => conversations.includes(id)), conversations.toReversed())
    })
  }))
})
