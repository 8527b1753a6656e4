import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Jobs } from "../jobs/Jobs.ts"
import { ReplyRepo } from "./ReplyRepo.ts"

const keptFor = Duration.days(1)
const batch = 1_000

/** Forgets every hour what repeated requests were answered more than a day ago, whether or not anyone asks the API again. */
export const layer = Layer.effectDiscard(Effect.gen(function*() {
  const jobs = yield* Jobs
  const { sweep } = yield* ReplyRepo
  const forget = Effect.flatMap(Clock.currentTimeMillis, (now) => sweep(new Date(now - Duration.toMillis(keptFor)), batch))
  yield* jobs.every("publicApi.forgetReplies", "1 hour", Effect.repeat(forget, { until: (done) => done === 0 }))
})).pipe(Layer.provide(ReplyRepo.layer))
