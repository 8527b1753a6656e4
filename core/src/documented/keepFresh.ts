export interface KeepFresh {
  /** Milliseconds between two questions; false asks at no interval. */
  readonly refetchInterval?: number | false | undefined
  /** Asks again when the page comes to the front. News come by themselves: this is for pages without a live connection. */
  readonly refetchOnWindowFocus?: boolean | undefined
}

/** Asks again and again as wanted; gives what stops it. What fails is told by the state that shows it. */
export const keepFresh = (refetch: () => Promise<unknown>, { refetchInterval = false, refetchOnWindowFocus = false }: KeepFresh): () => void => {
  const ask = () => void refetch().catch(() => {})
  const timer = refetchInterval ? setInterval(ask, refetchInterval) : undefined
  if (refetchOnWindowFocus) window.addEventListener("focus", ask)
  return () => {
    clearInterval(timer)
    window.removeEventListener("focus", ask)
  }
}
