import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import { Step } from "./ConversationModel.ts"
import { installation } from "./installation.ts"
import { playScenario } from "./playScenario.ts"

/** Plays so many random scenarios on one installation; undefined when all were right, else the shortest that wasn't. */
export const checkScenarios = Effect.fnUntraced(function*(runs: number) {
  const at = yield* installation
  const scenarios = Arbitrary.array(Arbitrary.schema(Step), { minLength: 20, maxLength: 40 })
  let wrong: ReadonlyArray<string> = []
  const result = yield* Arbitrary.checkEffect(scenarios, (steps) => Effect.promise(async () => {
    const found = await playScenario(at, steps)
    if (found.length > 0) wrong = found
    return found.length === 0
  }), { runs, maxShrinks: 5 })
  const failure = Arbitrary.formatCheckFailure(result)
  return failure === undefined ? undefined : `${wrong.join("\n")}\n${failure}`
})
