import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import type { AccountLetter } from "@cossistant/core/mail/accountLetterRpcs"
import { CannotRetry, LetterNotFound } from "@cossistant/core/mail/Delivery"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { fromCursor, toCursor } from "../sql/PageEnd.ts"
import { AccountLetterRepo } from "./AccountLetterRepo.ts"
import { Letters } from "./Letters.ts"

type Me = CurrentMember["Service"]

/** Confirmations, password resets and invitations that didn't arrive, for a site's owners. What they say is told to nobody. */
export class AccountLetters extends Context.Service<AccountLetters, {
  /** Newest first; 20 unless `limit` says otherwise. */
  readonly failed: (me: Me, page: { readonly cursor?: Cursor; readonly limit?: number }) => Effect.Effect<{
    readonly letters: ReadonlyArray<AccountLetter>
    readonly nextCursor: Cursor | null
  }>
  /** Sends it again while its link opens something. */
  readonly retry: (me: Me, id: string) => Effect.Effect<void, LetterNotFound | CannotRetry>
  readonly drop: (me: Me, id: string) => Effect.Effect<void, LetterNotFound>
}>()("api/mail/AccountLetters") {
  static readonly layer = Layer.effect(AccountLetters, Effect.gen(function*() {
    const repo = yield* AccountLetterRepo
    const letters = yield* Letters
    const noted = (what: string, { userId, websiteId }: Me, letter: string) =>
      Effect.annotateLogs(Effect.logInfo(what), { websiteId, userId, letter })
    return AccountLetters.of({
      failed: Effect.fn("AccountLetters.failed")(function*({ websiteId }, { cursor, limit = 20 }) {
        const rows = yield* repo.page(websiteId, cursor === undefined ? null : fromCursor(cursor), limit + 1)
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return { letters: rows.slice(0, limit).map(({ letter }) => letter), nextCursor: last === undefined ? null : toCursor(last.end) }
      }),
      retry: Effect.fn("AccountLetters.retry")(function*(me, id) {
        const letter = yield* repo.find(me.websiteId, id)
        if (letter === undefined) return yield* new LetterNotFound({ id })
        if (!(yield* repo.retry(me.websiteId, id))) return yield* new CannotRetry({ id, state: letter.state })
        yield* letters.wake
        yield* noted("An account's letter is tried again", me, id)
      }),
      drop: Effect.fn("AccountLetters.drop")(function*(me, id) {
        if (!(yield* repo.drop(me.websiteId, id))) return yield* new LetterNotFound({ id })
        yield* noted("An account's letter was dropped", me, id)
      })
    })
  })).pipe(Layer.provide(AccountLetterRepo.layer))
}
