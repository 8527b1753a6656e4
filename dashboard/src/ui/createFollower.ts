import { type Accessor, createComputed, createSignal, untrack } from "solid-js"

/**
 * A signal that follows `source` and wakes its readers only when the value is another one. A memo does that too, yet Solid
 * visits everything below a memo whenever something above it changes: too much below a long list.
 */
export const createFollower = <A>(source: Accessor<A>): Accessor<A> => {
  const [value, set] = createSignal(untrack(source))
  createComputed(() => set(() => source()))
  return value
}
