import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Mailer } from "./Mailer.ts"

/** Keeps letters in Postgres instead of sending them; in development they are read at `/dev/outbox`. */
export const layer = Layer.effect(Mailer, Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  return Mailer.of({
    provider: "outbox",
    offers: { scheduledAt: false, tags: false, marketing: true, repeats: true },
    send: ({ html, kind, messageId = null, subject, text, to }, key) => sql`
      insert into outbox (id, recipient, subject, html, text, tags)
      values (${key}, ${to}, ${subject}, ${html}, ${text}, ${sql.json({ kind })}) on conflict (id) do nothing`.pipe(
        Effect.orDie,
        Effect.as({ providerMessageId: key, messageId })
      )
  })
}))
