import type { Widget } from "../../widget/widget.ts"
import type { WidgetState } from "../../widget/WidgetState.ts"
import { makeTeller, type Store } from "../createStore.ts"

/**
 * A store that shows part of a widget. The widget is its only writer: `setState` changes nothing, nor do the `ingest…`
 * functions and the like of the stores built on this one. `select` must give the same reference while nothing changed.
 */
export const engineStore = <State>(
  widget: Pick<Widget, "get" | "subscribe">,
  select: (state: WidgetState) => State
): Store<State> => {
  const getState = () => select(widget.get())
  return {
    getState,
    setState: () => {},
    subscribe: (listener) => {
      const { listeners, tell } = makeTeller(getState)
      let last = getState()
      listeners.add(listener)
      const stop = widget.subscribe(() => {
        const now = getState()
        if (now === last) return
        last = now
        tell()
      })
      return () => {
        listeners.delete(listener)
        stop()
      }
    },
    batch: (work) => work()
  }
}
