import { NotSuppressed, type Suppression, type SuppressionReason } from "@cossistant/core/mail/Suppression"
import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Ids } from "../ids/Ids.ts"
import { fromCursor, toCursor } from "../sql/PageEnd.ts"
import { SuppressionRepo } from "./SuppressionRepo.ts"

/** Addresses that get no letters: asked before every letter, lifted by people only. */
export class Suppressions extends Context.Service<Suppressions, {
  /** From now on this address gets nothing from the site (from accounts, with `websiteId` null). Twice is once. */
  readonly suppress: (address: {
    readonly websiteId: string | null
    readonly email: string
    readonly reason: SuppressionReason
    /** What the mailbox or the provider said, for people to read. */
    readonly detail?: string
  }) => Effect.Effect<void>
  /** Why the address gets no letters; null when it does. */
  readonly reasonFor: (websiteId: string | null, email: string) => Effect.Effect<SuppressionReason | null>
  /** Newest first; lifted ones stand among them with who did it and why. 50 unless `limit` says otherwise. */
  readonly list: (me: CurrentMember["Service"], page: { readonly cursor?: Cursor; readonly limit?: number }) => Effect.Effect<{
    readonly suppressions: ReadonlyArray<Suppression>
    readonly nextCursor: Cursor | null
  }>
  /** The address gets letters again; who did it and why is kept. */
  readonly lift: (me: CurrentMember["Service"], email: string, reason: string) => Effect.Effect<void, NotSuppressed>
}>()("api/mail/Suppressions") {
  static readonly layer = Layer.effect(Suppressions, Effect.gen(function*() {
    const repo = yield* SuppressionRepo
    const ids = yield* Ids
    return Suppressions.of({
      suppress: Effect.fn("Suppressions.suppress")(function*({ detail = null, email, reason, websiteId }) {
        yield* repo.add({ id: yield* ids.next, websiteId, email, reason, detail })
      }),
      reasonFor: repo.reasonFor,
      list: Effect.fn("Suppressions.list")(function*({ websiteId }, { cursor, limit = 50 }) {
        const rows = yield* repo.page(websiteId, cursor === undefined ? null : fromCursor(cursor), limit + 1)
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          suppressions: rows.slice(0, limit).map(({ suppression }) => suppression),
          nextCursor: last === undefined ? null : toCursor(last.end)
        }
      }),
      lift: Effect.fn("Suppressions.lift")(function*({ userId, websiteId }, email, reason) {
        if (!(yield* repo.lift(websiteId, email, userId, reason))) return yield* new NotSuppressed({ email })
        yield* Effect.annotateLogs(Effect.logInfo("An address gets letters again"), { websiteId, userId, reason })
      })
    })
  })).pipe(Layer.provide(SuppressionRepo.layer))
}
