import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js"
import type { Problem } from "../inbox/nouns.ts"
import { problemOf } from "../inbox/problemOf.ts"

/** Something read from the server: what came, or why it did not. Old data stays while new data is fetched. */
export interface Query<A> {
  readonly data: Accessor<A | undefined>
  readonly problem: Accessor<Problem | null>
  readonly isLoading: Accessor<boolean>
  /** Reads anew, whatever is under way; only the newest answer counts. */
  readonly reload: () => void
  /** Reads anew, after what is under way: for news, which may come faster than answers. What comes in between is one reading more. */
  readonly refresh: () => void
  /** Puts what an action answered in place of what was read. What is being read may be older, so that is read anew. */
  readonly set: (data: A) => void
}

/** Reads by `fetch` now, on `reload`, and whenever `key` changes; answers of an older key are dropped. */
export const createQuery = <A>(fetch: () => Promise<A>, key: Accessor<unknown> = () => null): Query<A> => {
  const [data, setData] = createSignal<A>()
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [isLoading, setLoading] = createSignal(true)
  let turn = 0
  let isReading = false
  let isStale = false
  const reload = () => {
    const mine = ++turn
    isReading = true
    isStale = false
    setLoading(true)
    const settle = (put: () => void) => {
      if (mine !== turn) return
      isReading = false
      put()
      if (isStale) reload()
      else setLoading(false)
    }
    fetch().then(
      (answer) => settle(() => {
        setData(() => answer)
        setProblem(null)
      }),
      (cause: unknown) => settle(() => setProblem(problemOf(cause)))
    )
  }
  const refresh = () => {
    if (isReading) isStale = true
    else reload()
  }
  const set = (next: A) => {
    setData(() => next)
    if (isReading) reload()
  }
  createEffect(on(createMemo(key), (_, before) => {
    if (before !== undefined) setData(undefined)
    reload()
  }))
  onCleanup(() => {
    turn++
    isReading = false
  })
  return { data, problem, isLoading, reload, refresh, set }
}
