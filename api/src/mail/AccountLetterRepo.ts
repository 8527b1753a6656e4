import type { AccountLetter } from "@cossistant/core/mail/accountLetterRpcs"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { instantOf, type PageEnd } from "../sql/PageEnd.ts"

/** Letters about accounts that didn't arrive, as far as a site's owner may see them. They are nobody's tenant's: `account_letters` decides. */
export class AccountLetterRepo extends Context.Service<AccountLetterRepo, {
  /** Newest first. */
  readonly page: (websiteId: string, after: PageEnd | null, limit: number) => Effect.Effect<ReadonlyArray<{ readonly letter: AccountLetter; readonly end: PageEnd }>>
  readonly find: (websiteId: string, id: string) => Effect.Effect<AccountLetter | undefined>
  /** False when it can't be sent any more. */
  readonly retry: (websiteId: string, id: string) => Effect.Effect<boolean>
  readonly drop: (websiteId: string, id: string) => Effect.Effect<boolean>
}>()("api/mail/AccountLetterRepo") {
  static readonly layer = Layer.effect(AccountLetterRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const columns = sql.literal(`id, kind, recipient, state, reason, attempts, can_retry,
      wire_time(a.created_at) as created_at, wire_time(a.settled_at) as settled_at`)
    return AccountLetterRepo.of({
      page: (websiteId, after, limit) => Effect.orDie(Effect.map(
        sql<AccountLetter & { readonly at: string }>`
          select ${columns}, (extract(epoch from a.created_at) * 1000000)::bigint::text as at from account_letters(${websiteId}) a
          ${after === null ? sql`` : sql`where (a.created_at, id) < (${instantOf(after)}::timestamptz, ${after.id})`}
          order by a.created_at desc, id desc limit ${limit}`,
        (rows) => rows.map(({ at, ...letter }) => ({ letter, end: { at, id: letter.id } }))
      )),
      find: (websiteId, id) => Effect.orDie(Effect.map(
        sql<AccountLetter>`select ${columns} from account_letters(${websiteId}) a where id = ${id}`, ([row]) => row)),
      retry: (websiteId, id) => Effect.orDie(Effect.map(
        sql<{ done: boolean }>`select retry_account_letter(${websiteId}, ${id}) as done`, ([row]) => row?.done === true)),
      drop: (websiteId, id) => Effect.orDie(Effect.map(
        sql<{ done: boolean }>`select drop_account_letter(${websiteId}, ${id}) as done`, ([row]) => row?.done === true))
    })
  }))
}
