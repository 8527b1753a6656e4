import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js"

/** The time, looked at again every `every()` milliseconds; 0 stands still. */
export const useNow = (every: () => number): Accessor<Date> => {
  const [now, setNow] = createSignal(new Date())
  createEffect(() => {
    const interval = every()
    if (interval === 0) return
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), interval)
    onCleanup(() => clearInterval(timer))
  })
  return now
}
