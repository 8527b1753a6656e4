import { type Accessor, createSignal } from "solid-js"
import type { Problem } from "../inbox/nouns.ts"
import { problemOf } from "../inbox/problemOf.ts"

/** Something a person asks for by a press: at most one at a time, with its refusal kept for the form. */
export interface Action<Args extends ReadonlyArray<unknown>> {
  readonly run: (...args: Args) => Promise<void>
  readonly isBusy: Accessor<boolean>
  readonly problem: Accessor<Problem | null>
  readonly forget: () => void
}

/** Runs `work` on each press; `onDone` gets its answer. */
export const createAction = <Args extends ReadonlyArray<unknown>, A>(
  work: (...args: Args) => Promise<A>,
  onDone: (answer: A) => void = () => {}
): Action<Args> => {
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  return {
    run: async (...args) => {
      if (isBusy()) return
      setBusy(true)
      setProblem(null)
      try {
        onDone(await work(...args))
      } catch (cause) {
        setProblem(problemOf(cause))
      } finally {
        setBusy(false)
      }
    },
    isBusy,
    problem,
    forget: () => setProblem(null)
  }
}
