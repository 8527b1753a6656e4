import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { type Letter, Mailer, type MailRejected } from "./Mailer.ts"

/** Sends each letter once and keeps account of it: who was written to because of what, and whether it went out. */
export class Letters extends Context.Service<Letters, {
  /**
   * `event` names what the letter is about, as `invitation:<id>`: the same person hears of it once. A letter that failed
   * may be sent again. `websiteId` is null for what concerns an account rather than a site.
   */
  readonly send: (letter: Letter, about: { readonly event: string; readonly websiteId: string | null }) => Effect.Effect<void, MailRejected>
}>()("api/mail/Letters") {
  static readonly layer = Layer.effect(Letters, Effect.gen(function*() {
    const sql = yield* SqlClient
    const mailer = yield* Mailer
    const ids = yield* Ids

    const open = Effect.fnUntraced(function*(recipient: string, event: string, websiteId: string | null) {
      const [row] = yield* sql<{ id: string | null }>`
        select open_letter(${yield* ids.next}, ${websiteId}, ${recipient}, ${event}) as id`
      return row?.id ?? null
    }, Effect.orDie)
    const settle = (id: string, failure: string | null) =>
      Effect.orDie(sql`select settle_letter(${id}, ${failure})`)

    return Letters.of({
      send: Effect.fn("Letters.send")(function*(letter, { event, websiteId }) {
        const id = yield* open(letter.to, event, websiteId)
        if (id === null) return
        yield* mailer.send(letter, id).pipe(Effect.tapError(({ reason }) => settle(id, reason)))
        yield* settle(id, null)
      })
    })
  }))
}
