import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { type Accessor, createSignal, onCleanup } from "solid-js"
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
  onCleanup(widget.subscribe(() => {
    const next = view(widget.get())
    if (next === seen) return
    seen = next
    setStore(reconcile(structuredClone(next), { key: "key" }))
  }))
  return store
}

/** One plain value of the widget, kept current. */
export const useValue = <Value>(read: (state: WidgetState) => Value): Accessor<Value> => {
  const widget = useWidget()
  const [value, setValue] = createSignal(read(widget.get()))
  onCleanup(widget.subscribe(() => setValue(() => read(widget.get()))))
  return value
}
