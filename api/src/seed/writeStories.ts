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
    // And nobody gets letters about what never happened.
    yield* sql`insert into notified (website_id, conversation_id, reader, channel, seq)
      select c.website_id, c.id, r.reader, w.way, c.last_seq
      from conversation c, unnest(array['visitor', ${setting.team.owner}, ${setting.team.teammate}]) r (reader), unnest(array['email', 'push', 'mention']) w (way)
      where c.website_id = ${setting.websiteId} and c.id = ${conversation.id}`
  }
})
