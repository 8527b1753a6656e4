import type { Widget } from "../../widget/widget.ts"
import type { WidgetState } from "../../widget/WidgetState.ts"
import type { Store } from "../createStore.ts"
import { engineStore } from "./engineStore.ts"

type Selectors = typeof import("./storeStates.ts")

// Shared by all clients of a page, as the code is.
const listeners = new Set<() => void>()
let selectors: Selectors | undefined
let loading: Promise<void> | undefined

/** The code that shapes conversations is here: from now on stores show them. */
export const provideSelectors = (loaded: Selectors): void => {
  if (selectors) return
  selectors = loaded
  for (const listener of listeners) listener()
}

const load = (): void => {
  loading ??= import("./clientCalls.ts").then(({ storeStates }) => provideSelectors(storeStates), () => {
    // Asked for again with the next look.
    loading = undefined
  })
}

/** A store of conversations: `empty` until there are any, and the code that shapes them is loaded. */
export const lateStore = <State>(
  widget: Pick<Widget, "get" | "subscribe">,
  select: (selectors: Selectors) => (state: WidgetState) => State,
  empty: State
): Store<State> =>
  engineStore({
    get: widget.get,
    subscribe: (listener) => {
      listeners.add(listener)
      const stop = widget.subscribe(listener)
      return () => {
        listeners.delete(listener)
        stop()
      }
    }
  }, (state) => {
    if (selectors) return select(selectors)(state)
    if (state.panel) load()
    return empty
  })
