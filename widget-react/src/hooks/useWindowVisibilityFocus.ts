import { useMemo, useSyncExternalStore } from "react"

const listen = (listener: () => void): (() => void) => {
  document.addEventListener("visibilitychange", listener)
  window.addEventListener("focus", listener)
  window.addEventListener("blur", listener)
  return () => {
    document.removeEventListener("visibilitychange", listener)
    window.removeEventListener("focus", listener)
    window.removeEventListener("blur", listener)
  }
}

export interface WindowVisibilityFocus {
  isPageVisible: boolean
  hasWindowFocus: boolean
}

/** Whether the page can be seen, and whether it has the keyboard. On a server both. */
export const useWindowVisibilityFocus = (): WindowVisibilityFocus => {
  const isPageVisible = useSyncExternalStore(listen, () => document.visibilityState === "visible", () => true)
  const hasWindowFocus = useSyncExternalStore(listen, () => document.hasFocus(), () => true)
  return useMemo(() => ({ isPageVisible, hasWindowFocus }), [isPageVisible, hasWindowFocus])
}
