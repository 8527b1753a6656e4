import { PgClient } from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import type { Story } from "./Story.ts"
import { type Setting, storyRows } from "./storyRows.ts"

/** Writes stories into the site's scope that is open, with the times they are told with: no service takes those. */
export const writeStories = Effect.fnUntraced(function*(stories: ReadonlyArray<Story>, setting: Setting) {
  const sql = yield* PgClient
  for (const story of stories) {
    const { contact, conversation, currentPage, items, metadata, visitor } = storyRows(story, setting)
    if (contact !== null) {
      yield* sql`insert into contact ${sql.insert(contact)}`
      yield* sql`update contact set metadata = ${sql.json(metadata)} where id = ${contact.id}`
    }
    yield* sql`insert into visitor ${sql.insert(visitor)}`
    yield* sql`update visitor set current_page = ${sql.json(currentPage)} where id = ${visitor.id}`
    yield* sql`insert into conversation ${sql.insert(conversation)}`
    yield* sql`insert into timeline_item ${sql.insert(items)}`
    // Those who wrote have read.
    yield* sql`insert into conversation_seen (website_id, conversation_id, user_id, is_test, seq)
      select website_id, conversation_id, user_id, is_test, max(seq) from timeline_item
      where conversation_id = ${conversation.id} and user_id is not null group by 1, 2, 3, 4`
  }
})
