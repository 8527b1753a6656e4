import { type Accessor, createComputed } from "solid-js"
import { createStore, reconcile } from "solid-js/store"

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** A copy that may be written into. Dates, files and errors stay the same. */
const copyOf = <Value>(value: Value): Value =>
  // A copy is of the same type as what was copied.
  Array.isArray(value) ? value.map(copyOf) as Value
    : isPlain(value) ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyOf(field)])) as Value
    : value

/**
 * A store that follows `value` in place: whatever has the same `id` stays the same object, so a list's elements keep their
 * DOM and only fields that changed are drawn again. It holds copies, since following writes into what it holds.
 */
export const useStored = <Value extends object>(value: Accessor<Value>): Value => {
  let known = value()
  const [store, setStore] = createStore(copyOf(known))
  // The store's own type can't follow a path whose object is still a type variable.
  const setField = setStore as (field: keyof Value, change: (value: Value[keyof Value]) => Value[keyof Value]) => void
  createComputed(() => {
    const next = value()
    // What didn't change has kept its reference.
    for (const field of Object.keys(next) as Array<keyof Value>) {
      if (next[field] !== known[field]) setField(field, reconcile(copyOf(next[field]), { key: "id" }))
    }
    known = next
  })
  return store
}
