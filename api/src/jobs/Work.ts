import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import { type DeadJob, DeadJobNotFound, type WaitingWork } from "@cossistant/core/operations/Work"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { fromCursor, toCursor } from "../sql/PageEnd.ts"
import { WorkRepo } from "./WorkRepo.ts"

type Me = CurrentMember["Service"]

/** A site's background work, for its owner: what waits, and what was given up. */
export class Work extends Context.Service<Work, {
  /** Letters, webhook deliveries and jobs that are due or have failed; one line each, also where nothing waits. */
  readonly waiting: (me: Me) => Effect.Effect<{ readonly waiting: ReadonlyArray<WaitingWork>; readonly dead: number }>
  /** Newest first; 20 unless `limit` says otherwise. */
  readonly dead: (me: Me, page: { readonly cursor?: Cursor; readonly limit?: number }) => Effect.Effect<{
    readonly jobs: ReadonlyArray<DeadJob>
    readonly nextCursor: Cursor | null
  }>
  /** Lets it be tried again, from its first try on. */
  readonly retry: (me: Me, id: string) => Effect.Effect<void, DeadJobNotFound>
  readonly drop: (me: Me, id: string) => Effect.Effect<void, DeadJobNotFound>
}>()("api/jobs/Work") {
  static readonly layer = Layer.effect(Work, Effect.gen(function*() {
    const repo = yield* WorkRepo
    const told = Effect.fnUntraced(function*(what: string, isDone: Effect.Effect<boolean>, { userId, websiteId }: Me, id: string) {
      if (!(yield* isDone)) return yield* new DeadJobNotFound({ id })
      yield* Effect.annotateLogs(Effect.logInfo(what), { websiteId, userId, job: id })
    })
    return Work.of({
      waiting: ({ websiteId }) => Effect.all({ waiting: repo.waiting(websiteId), dead: repo.deadCount(websiteId) }),
      dead: Effect.fn("Work.dead")(function*({ websiteId }, { cursor, limit = 20 }) {
        const rows = yield* repo.deadPage(websiteId, cursor === undefined ? null : fromCursor(cursor), limit + 1)
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return { jobs: rows.slice(0, limit).map(({ job }) => job), nextCursor: last === undefined ? null : toCursor(last.end) }
      }),
      retry: (me, id) => told("A given-up job is tried again", repo.revive(me.websiteId, id), me, id),
      drop: (me, id) => told("A given-up job was dropped", repo.drop(me.websiteId, id), me, id)
    })
  })).pipe(Layer.provide(WorkRepo.layer))
}
