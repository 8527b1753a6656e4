import { type Accessor, createComputed, createSignal, onCleanup } from "solid-js"
import { isServer } from "solid-js/web"

interface Watchable<Value> {
  get(): Value
  subscribe(listener: () => void): () => void
}

/** What a cell holds, kept current; another cell's as soon as there is another. */
export const useCell = <Value>(cell: Accessor<Watchable<Value>>): Accessor<Value> => {
  if (isServer) return () => cell().get()
  const [value, setValue] = createSignal<Value>(cell().get())
  createComputed(() => {
    const current = cell()
    const look = () => setValue(() => current.get())
    onCleanup(current.subscribe(look))
    look()
  })
  return value
}
