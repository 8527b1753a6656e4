import { listen } from "./listen.ts"

/**
 * Starts what `load` gives as soon as `isWanted`, which is asked now and at each of these events; gives back how to stop.
 * What the network loses is gone without.
 */
export const startLate = (
  target: EventTarget, types: ReadonlyArray<string>, isWanted: () => boolean, load: () => Promise<() => () => void>
): () => void => {
  let stop: (() => void) | undefined
  let isEnded = false
  const look = () => {
    if (!isWanted()) return
    unlisten()
    load().then((start) => {
      if (!isEnded) stop = start()
    }, () => {})
  }
  const unlisten = listen(target, types, look)
  look()
  return () => {
    isEnded = true
    unlisten()
    stop?.()
  }
}
