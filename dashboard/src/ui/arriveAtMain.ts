import { arriveOnMain } from "./focusMain.ts"

let last: Element | null = null

/** Remembers what has the focus, for as long as the app runs. Gives the function that stops it. */
export const rememberFocus = (): (() => void) => {
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof Element) last = target
  }
  document.addEventListener("focusin", remember)
  return () => {
    last = null
    document.removeEventListener("focusin", remember)
  }
}

/**
 * Whoever came by a press whose button is gone, as by signing in, starts on what the page is for, once that is there. Who
 * opened the address itself starts where the browser says. Gives the function that stops it.
 */
export const arriveAtMain = (): (() => void) => {
  const from = last
  const stop = () => {
    observer.disconnect()
    document.removeEventListener("focusin", stop)
  }
  const look = () => {
    // The page before this one may still be there, and its part that is called the same.
    if (from === null || from.isConnected || document.getElementById("main") === null) return
    stop()
    if (document.activeElement !== null && document.activeElement !== document.body) return
    arriveOnMain()
  }
  const observer = new MutationObserver(look)
  if (from !== null) {
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener("focusin", stop)
    look()
  }
  return stop
}
