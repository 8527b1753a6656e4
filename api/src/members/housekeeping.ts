import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Jobs } from "../jobs/Jobs.ts"
import { AccountRepo } from "./AccountRepo.ts"

/** Removes what expired, every hour. */
export const layer = Layer.effectDiscard(Effect.gen(function*() {
  const jobs = yield* Jobs
  const { sweep } = yield* AccountRepo
  yield* jobs.every("members.sweep", "1 hour", sweep)
})).pipe(Layer.provide(AccountRepo.layer))
