import * as Effect from "effect/Effect"
import type { SqlClient } from "effect/sql/SqlClient"

/** A conversation of a visitor's, by their ids. */
export interface Talk {
  readonly site: string
  readonly visitor: string
  readonly talk: string
}

/** Writes a visitor's messages of these numbers into a conversation, said so many days ago; their ids are the conversation's with the number. */
export const writeTalk = (sql: SqlClient, { site, talk, visitor }: Talk, from: number, to: number, daysAgo = 0) =>
  sql.withTransaction(Effect.andThen(
    sql`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id, created_at)
      select ${site}, ${talk}, n, ${talk} || n, false, 'public', 'hello', ${visitor}, now() - ${daysAgo} * interval '1 day'
      from generate_series(${from}::integer, ${to}::integer) n`,
    sql`update conversation set last_seq = ${to}, last_public_seq = ${to}, last_message_seq = ${to}, version = version + 1,
      changed_in = pg_current_xact_id() where id = ${talk}`
  ))
