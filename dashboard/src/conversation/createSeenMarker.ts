import { type Accessor, createEffect, createSignal, onCleanup, onMount } from "solid-js"

/** Milliseconds in sight before something counts as read. */
const READ_AFTER = 2_000

/** Calls `onRead` once the newest item (`seq`) was in sight for 2 s: page visible, window focused, thread at its end. */
export const createSeenMarker = (seq: Accessor<number>, isAtEnd: Accessor<boolean>, onRead: (seq: number) => void): void => {
  const looking = () => document.visibilityState === "visible" && document.hasFocus()
  const [isLooking, setLooking] = createSignal(looking())
  onMount(() => {
    const look = () => setLooking(looking())
    const events = ["focus", "blur"] as const
    for (const event of events) window.addEventListener(event, look)
    document.addEventListener("visibilitychange", look)
    onCleanup(() => {
      for (const event of events) window.removeEventListener(event, look)
      document.removeEventListener("visibilitychange", look)
    })
  })
  createEffect(() => {
    const newest = seq()
    if (newest === 0 || !isAtEnd() || !isLooking()) return
    const timer = setTimeout(() => onRead(newest), READ_AFTER)
    onCleanup(() => clearTimeout(timer))
  })
}
