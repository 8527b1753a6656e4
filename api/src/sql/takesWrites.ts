import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { TakesNoWrites } from "./DatabaseError.ts"

/** Fails where the database answers and can't be written to: after a switch to a standby, say. */
export const takesWrites = Effect.gen(function*() {
  const sql = yield* SqlClient
  const [row] = yield* sql<{ mode: string }>`select current_setting('transaction_read_only') as mode`
  if (row?.mode === "on") return yield* new TakesNoWrites()
})
