import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import type { Item, Threads } from "./history.ts"

/** What the database holds of these conversations. */
export const keptOf = async (admin: PgClient.PgClient, ids: ReadonlyArray<string>): Promise<Threads> => {
  const rows = await Effect.runPromise(Effect.orDie(admin<Item & { readonly conversation: string }>`
    select conversation_id as conversation, id, seq, text, visibility from timeline_item
    where conversation_id = any (${[...ids]}) order by conversation_id, seq`))
  const kept = new Map<string, Array<Item>>()
  for (const { conversation, ...item } of rows) kept.set(conversation, [...(kept.get(conversation) ?? []), item])
  return Object.fromEntries(kept)
}
