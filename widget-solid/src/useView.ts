import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { type Accessor, batch, createSignal, onCleanup } from "solid-js"
import { createStore, reconcile } from "solid-js/store"
import { useWidget } from "./WidgetContext.ts"

/**
 * What `view` sees in the widget, as a store kept current: only what changed is drawn again, and list elements keep
 * their DOM by `key`. The store gets copies, since reconciling writes into what it was given.
 */
export const useView = <View extends object>(view: (state: WidgetState) => View): View => {
  const widget = useWidget()
  let seen = view(widget.get())
  const [store, setStore] = createStore(structuredClone(seen))
  // The store's own type can't follow a path whose object is still a type variable.
  const setField = setStore as (field: keyof View, change: (value: View[keyof View]) => View[keyof View]) => void
  const sync = () => {
    const next = view(widget.get())
    if (next === seen) return
    // What didn't change has kept its reference, so a keystroke doesn't copy the whole thread.
    for (const field of Object.keys(next) as Array<keyof View>) {
      if (next[field] !== seen[field]) setField(field, reconcile(structuredClone(next[field]), { key: "key" }))
    }
    seen = next
  }
  onCleanup(widget.subscribe(() => batch(sync)))
  return store
}

/** One plain value of the widget, kept current. */
export const useValue = <Value>(read: (state: WidgetState) => Value): Accessor<Value> => {
  const widget = useWidget()
  const [value, setValue] = createSignal(read(widget.get()))
  onCleanup(widget.subscribe(() => setValue(() => read(widget.get()))))
  return value
}
