import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js"
import type { Problem } from "../inbox/nouns.ts"
import { problemOf } from "../inbox/problemOf.ts"

/** Something read from the server: what came, or why it did not. Old data stays while new data is fetched. */
export interface Query<A> {
  readonly data: Accessor<A | undefined>
  readonly problem: Accessor<Problem | null>
  readonly isLoading: Accessor<boolean>
  readonly reload: () => void
  /** Puts what an action answered in place of what was read. */
  readonly set: (data: A) => void
}

/** Reads by `fetch` now, on `reload`, and whenever `key` changes; answers of an older key are dropped. */
export const createQuery = <A>(fetch: () => Promise<A>, key: Accessor<unknown> = () => null): Query<A> => {
  const [data, setData] = createSignal<A>()
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [isLoading, setLoading] = createSignal(true)
  let turn = 0
  const reload = () => {
    const mine = ++turn
    setLoading(true)
    fetch().then(
      (answer) => {
        if (mine !== turn) return
        setData(() => answer)
        setProblem(null)
        setLoading(false)
      },
      (cause: unknown) => {
        if (mine !== turn) return
        setProblem(problemOf(cause))
        setLoading(false)
      }
    )
  }
  createEffect(on(createMemo(key), (_, before) => {
    if (before !== undefined) setData(undefined)
    reload()
  }))
  onCleanup(() => turn++)
  return { data, problem, isLoading, reload, set: (next) => setData(() => next) }
}
