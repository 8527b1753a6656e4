import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"

/** A letter that was kept instead of sent. */
export interface KeptLetter {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly sentAt: Date
}

/** What the outbox provider kept, newest first. */
export class OutboxRepo extends Context.Service<OutboxRepo, {
  /** At most 100. */
  readonly newest: Effect.Effect<ReadonlyArray<KeptLetter>>
  readonly find: (id: string) => Effect.Effect<KeptLetter | undefined>
}>()("api/mail/OutboxRepo") {
  static readonly layer = Layer.effect(OutboxRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const columns = sql.literal("id, recipient, subject, html, text, sent_at")
    return OutboxRepo.of({
      newest: Effect.orDie(sql<KeptLetter>`select ${columns} from outbox order by sent_at desc, id desc limit 100`),
      find: (id) => Effect.orDie(Effect.map(sql<KeptLetter>`select ${columns} from outbox where id = ${id}`, ([row]) => row))
    })
  }))
}
