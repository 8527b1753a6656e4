import { listen } from "./listen.ts"

/** Pixels from the end within which the reader counts as being there. */
const atEndWithin = 12
/** Pixels from the start within which older messages are asked for. */
const nearStartWithin = 240

/** Where a timeline's reader is. */
export interface Reading {
  readonly isAtEnd: boolean
  readonly isAtStart: boolean
}

export interface EndFollower {
  /** Goes to the newest message, at once: a long way there is nothing to watch. */
  readonly toEnd: () => void
  readonly stop: () => void
}

/** The first of the elements, which stand below each other, that reaches below `top`. */
const firstBelow = (elements: ArrayLike<Element>, top: number): Element | undefined => {
  let low = 0
  let high = elements.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle
    else low = middle + 1
  }
  return elements[low]
}

/**
 * Keeps a timeline where its reader is. Whoever is at the end stays there when something is added or the panel
 * resizes; whoever reads further up keeps the same message in the same place while older ones load above.
 * `onNearStart` asks for older ones; `onMoved` tells each change of `Reading`, and what it was before.
 */
export const followEnd = (
  scroller: HTMLElement,
  on: { readonly onNearStart: () => void; readonly onMoved: (reading: Reading, before: Reading) => void }
): EndFollower => {
  const messages = scroller.getElementsByClassName("co-message")
  let reading: Reading = { isAtEnd: true, isAtStart: true }
  let anchor: Element | undefined
  let anchorTop = 0
  let length = 0
  /** How far it scrolls: other when something is added, and when it has more room or less. */
  const reach = () => scroller.scrollHeight - scroller.clientHeight
  const toEnd = () => scroller.scrollTo({ top: scroller.scrollHeight, behavior: "instant" })
  const look = () => {
    const now: Reading = {
      isAtEnd: reach() - scroller.scrollTop <= atEndWithin,
      isAtStart: scroller.scrollTop <= 1
    }
    if (now.isAtEnd !== reading.isAtEnd || now.isAtStart !== reading.isAtStart) on.onMoved(now, reading)
    reading = now
    anchor = firstBelow(messages, scroller.getBoundingClientRect().top)
    anchorTop = anchor?.getBoundingClientRect().top ?? 0
    if (scroller.scrollTop < nearStartWithin) on.onNearStart()
  }
  const keep = () => {
    const moved = (anchor?.getBoundingClientRect().top ?? 0) - anchorTop
    if (reading.isAtEnd) toEnd()
    else if (anchor?.isConnected && moved !== 0) scroller.scrollTop += moved
    length = reach()
    look()
  }
  // A scroll that comes with a change of that is the browser's own; what the reader wanted is in `reading`.
  const onScroll = () => reach() === length ? look() : keep()
  const resized = new ResizeObserver(keep)
  const watch = () => {
    for (const child of scroller.children) resized.observe(child)
    keep()
  }
  const changed = new MutationObserver(watch)
  resized.observe(scroller)
  changed.observe(scroller, { childList: true, subtree: true, characterData: true })
  const unlisten = listen(scroller, ["scroll"], onScroll)
  watch()
  return {
    toEnd,
    stop: () => {
      changed.disconnect()
      resized.disconnect()
      unlisten()
    }
  }
}
