import { runSql } from "./database.ts"
import type { RunningServer } from "./startServer.ts"

/** Continues the conversation that began with `first` by so many messages of its visitor's, `Line 1` and so on, ten minutes apart. */
export const writeHistory = (server: RunningServer, first: string, count: number): Promise<unknown> =>
  runSql(server, `
    with talk as (select * from conversation where id = (select conversation_id from timeline_item where text = '${first}')),
    written as (
      insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id, created_at)
      select website_id, id, is_test, n + 1, '01J' || upper(substr(md5(id || n), 1, 23)), 'public', 'Line ' || n || '. ' || repeat('It sings and sings. ', n % 6), visitor_id, now() - (${count} - n) * interval '10 minutes'
      from talk, generate_series(1, ${count}) n
    )
    update conversation set last_seq = ${count + 1}, last_public_seq = ${count + 1}, last_message_seq = ${count + 1}, changed_in = pg_current_xact_id(), version = conversation.version + 1 from talk where conversation.id = talk.id and conversation.website_id = talk.website_id`)
