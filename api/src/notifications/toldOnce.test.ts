import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { NoticeRepo, type QueuedLetter } from "./NoticeRepo.ts"

const limits = { perConversation: 10, perRecipient: 60 }

layer(NoticeRepo.layer.pipe(Layer.provideMerge(TestDatabase.layer)), { excludeTestServices: true })("Two nodes that look at a conversation at once", (it) => {
  it.effect("tell a reader of each message once: whoever is later, and knows of more, leaves it to the next look", () => Effect.gen(function*() {
    const { post, mark, within } = yield* NoticeRepo
    const { admin } = yield* TestDatabase
    const place = { websiteId: ulid(), conversationId: newConversationId() }
    const visitor = ulid()
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    yield* admin`insert into website (id, organization_id, name, slug, domain) values (${place.websiteId}, 'o', 'Acme', 'acme', 'acme.test')`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${visitor}, ${place.websiteId}, true, 'x')`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${place.websiteId}, ${place.conversationId}, true, ${visitor})`
    const letter = (from: number, to: number): QueuedLetter => ({
      id: ulid(), reader: "olga", way: "email", from, to, recipient: "olga@acme.test", sealed: new Uint8Array([1]),
      line: {
        website_id: place.websiteId, recipient: "olga@acme.test", event: `new-message:${place.conversationId}:${to}`, kind: "new-message", is_marketing: false,
        conversation_id: place.conversationId, first_seq: from + 1, last_seq: to, reader: "olga", message_id: null
      }
    })
    const told = Effect.map(admin<{ first: number; last: number }>`select first_seq as first, last_seq as last from letter order by last_seq`, (rows) => rows.map(({ first, last }) => [first, last]))
    yield* post(place, limits, [letter(0, 2)])
    yield* post(place, limits, [letter(0, 3)])
    assert.deepStrictEqual(yield* told, [[1, 2]])
    yield* post(place, limits, [letter(2, 3)])
    assert.deepStrictEqual(yield* told, [[1, 2], [3, 3]])
    // A push likewise.
    const push = (from: number, to: number) => within(place.websiteId, mark(place, { reader: "olga", way: "push", from, to }))
    assert.deepStrictEqual([yield* push(0, 2), yield* push(0, 3), yield* push(2, 3)], [true, false, true])
  }))
})
