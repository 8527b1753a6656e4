import { createSignal, onCleanup, onMount } from "solid-js"

export interface WindowVisibilityFocus {
  readonly isPageVisible: boolean
  readonly hasWindowFocus: boolean
}

/** Whether the page can be seen, and whether it has the keyboard. On a server both. */
export const useWindowVisibilityFocus = (): WindowVisibilityFocus => {
  const [isPageVisible, setPageVisible] = createSignal(true)
  const [hasWindowFocus, setWindowFocus] = createSignal(true)
  onMount(() => {
    const stopped = new AbortController()
    const look = () => {
      setPageVisible(document.visibilityState === "visible")
      setWindowFocus(document.hasFocus())
    }
    document.addEventListener("visibilitychange", look, { signal: stopped.signal })
    window.addEventListener("focus", look, { signal: stopped.signal })
    window.addEventListener("blur", look, { signal: stopped.signal })
    look()
    onCleanup(() => stopped.abort())
  })
  return {
    get isPageVisible() { return isPageVisible() },
    get hasWindowFocus() { return hasWindowFocus() }
  }
}
