import * as PgClient from "@effect/sql-pg/PgClient"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { gathered } from "./gathered.ts"
import { type Letter, Mailer } from "./Mailer.ts"

interface Keeping {
  readonly key: string
  readonly letter: Letter
}

/** Keeps letters in Postgres instead of sending them; in development they are read at `/dev/outbox`. */
export const layer = Layer.effect(Mailer, Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  const texts = (letters: ReadonlyArray<Keeping>, of: (one: Keeping) => string) => Result.getOrThrow(PgTypes.array(letters.map(of), PgTypes.OID.text))
  const keep = yield* gathered((letters: ReadonlyArray<Keeping>) => sql`
    insert into outbox (id, recipient, subject, html, text, tags)
    select id, recipient, subject, html, words, jsonb_build_object('kind', kind) from unnest(${texts(letters, ({ key }) => key)}, ${texts(letters, ({ letter }) => letter.to)},
      ${texts(letters, ({ letter }) => letter.subject)}, ${texts(letters, ({ letter }) => letter.html)}, ${texts(letters, ({ letter }) => letter.text)},
      ${texts(letters, ({ letter }) => letter.kind)}) as l (id, recipient, subject, html, words, kind) on conflict (id) do nothing`.pipe(
    Effect.orDie,
    Effect.as(letters.map(({ key, letter }) => ({ providerMessageId: key, messageId: letter.messageId ?? null })))
  ))
  return Mailer.of({
    provider: "outbox",
    offers: { scheduledAt: false, tags: false, marketing: true, repeats: true },
    // Under the letter's id, whatever the round: one that was kept isn't asked for again.
    send: (letter, key) => keep({ key: key.split("/")[0] ?? key, letter })
  })
}))
