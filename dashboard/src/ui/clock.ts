import { createSignal, onCleanup, onMount } from "solid-js"

/** The present moment in milliseconds, refreshed twice a minute: enough for "3 min ago". */
export const createClock = () => {
  const [now, setNow] = createSignal(Date.now())
  onMount(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    onCleanup(() => clearInterval(timer))
  })
  return now
}
