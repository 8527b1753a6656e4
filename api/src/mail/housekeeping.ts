import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Jobs } from "../jobs/Jobs.ts"
import { LetterRepo } from "./LetterRepo.ts"

/** Forgets what letters said that never left, every hour. */
export const layer = Layer.effectDiscard(Effect.gen(function*() {
  const { sweep } = yield* LetterRepo
  const jobs = yield* Jobs
  yield* jobs.every("mail.sweep", "1 hour", sweep)
})).pipe(Layer.provide(LetterRepo.layer))
