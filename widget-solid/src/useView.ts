import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { type Accessor, batch, createComputed, createMemo, createSignal, onCleanup, onMount, sharedConfig, untrack } from "solid-js"
import { createStore, reconcile } from "solid-js/store"
import { isServer } from "solid-js/web"
import { useWidget } from "./WidgetContext.ts"

/** The widget's state, kept current; while a page hydrates, the one that its server drew. */
const useWidgetState = (): Accessor<WidgetState> => {
  const widget = useWidget()
  if (isServer) return () => widget.getServerSnapshot()
  const isHydrating = sharedConfig.context != null // null after the first hydration, undefined before
  const [state, setState] = createSignal(isHydrating ? widget.getServerSnapshot() : widget.get())
  const sync = () => setState(() => widget.get())
  const follow = () => {
    sync()
    onCleanup(widget.subscribe(sync))
  }
  if (isHydrating) onMount(follow)
  else follow()
  return state
}

/**
 * What `view` sees in the widget, as a store kept current: only what changed is drawn again, and list elements keep
 * their DOM by `key`. The store gets copies, since reconciling writes into what it was given. `view` may read signals.
 */
export const useView = <View extends object>(view: (state: WidgetState) => View): View => {
  const state = useWidgetState()
  let seen = untrack(() => view(state()))
  const [store, setStore] = createStore(structuredClone(seen))
  // The store's own type can't follow a path whose object is still a type variable.
  const setField = setStore as (field: keyof View, change: (value: View[keyof View]) => View[keyof View]) => void
  createComputed(() => {
    const next = view(state())
    if (next === seen) return
    batch(() => {
      // What didn't change has kept its reference, so a keystroke doesn't copy the whole thread.
      for (const field of Object.keys(next) as Array<keyof View>) {
        if (next[field] !== seen[field]) setField(field, reconcile(structuredClone(next[field]), { key: "key" }))
      }
    })
    seen = next
  })
  return store
}

/** One value of the widget as it is, kept current. `read` may read signals. */
export const useValue = <Value>(read: (state: WidgetState) => Value): Accessor<Value> => {
  const state = useWidgetState()
  return createMemo(() => read(state()))
}
