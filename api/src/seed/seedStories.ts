import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import { createHash, randomBytes } from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { withTenant } from "../sql/Tenant.ts"
import { type Story, stories } from "./stories.ts"

/** Who says a story's lines. */
interface Cast {
  readonly websiteId: WebsiteId
  readonly owner: string
  readonly teammate: string
}

/** Writes the stories as if they had happened, in the demo site's test data: the demo page speaks with a test key. */
export const seedStories = Effect.fn("seed.stories")(function*(cast: Cast) {
  const now = yield* Clock.currentTimeMillis
  yield* withTenant({ websiteId: cast.websiteId, data: "all" }, Effect.forEach(stories, (story) => tell(cast, story, now), { discard: true }))
})

const tell = Effect.fnUntraced(function*({ owner, teammate, websiteId }: Cast, story: Story, now: number) {
  const sql = yield* SqlClient
  const ids = yield* Ids
  const began = now - story.hoursAgo * 3_600_000
  const minutes = story.lines.map(([, , later = 0]) => later)
  const at = (place: number) => new Date(began + minutes.slice(0, place + 1).reduce((sum, later) => sum + later, 0) * 60_000)
  const ended = at(story.lines.length - 1)
  const publicPlaces = story.lines.flatMap(([by], place) => by === "note" ? [] : [place + 1])
  const isTest = true

  const contactId = story.name === null ? null : yield* ids.next
  if (contactId !== null) {
    yield* sql`insert into contact ${sql.insert({ id: contactId, websiteId, isTest, name: story.name, email: story.email })}`
  }
  const visitorId = yield* ids.next
  // Nobody knows this secret: the seeded visitors have no browser.
  const secretHash = createHash("sha256").update(randomBytes(32)).digest()
  yield* sql`insert into visitor ${
    sql.insert({
      id: visitorId, websiteId, isTest, secretHash, contactId, language: "en-GB", timezone: "Europe/London", browser: "Firefox 144",
      os: "macOS", device: "desktop", createdAt: new Date(began), lastSeenAt: ended
    })
  }`
  yield* sql`update visitor set current_page = jsonb_build_object('url', ${`https://acme.com${story.page}`}::text,
    'path', ${story.page}::text, 'title', null) where id = ${visitorId}`
  const conversationId = newConversationId()
  yield* sql`insert into conversation ${
    sql.insert({
      id: conversationId, websiteId, isTest, visitorId, title: story.title, status: story.status,
      lastSeq: story.lines.length, lastMessageSeq: story.lines.length, lastPublicSeq: publicPlaces.at(-1) ?? 0,
      visitorSeenSeq: publicPlaces.at(-1) ?? 0, visitorSeenAt: ended, lastActivityAt: ended, createdAt: new Date(began), updatedAt: ended,
      resolvedAt: story.status === "resolved" ? ended : null, resolvedByUserId: story.status === "resolved" ? owner : null
    })
  }`
  yield* Effect.forEach(story.lines, ([by, text], place) => Effect.flatMap(ids.next, (id) =>
    sql`insert into timeline_item ${
      sql.insert({
        id, websiteId, conversationId, isTest, seq: place + 1, text, visibility: by === "note" ? "private" : "public",
        visitorId: by === "visitor" ? visitorId : null,
        userId: by === "visitor" ? null : by === "teammate" ? teammate : owner,
        createdAt: at(place)
      })
    }`), { discard: true })
})
