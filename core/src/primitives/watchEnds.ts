/** Pixels from an end within which the reader counts as being there. */
const within = 12

/** Tells each time a timeline's reader comes to the newest message, and to the oldest. Gives back how to stop. */
export const watchEnds = (scroller: HTMLElement, on: { readonly onEnd: () => void; readonly onStart: () => void }): () => void => {
  let was = { isAtEnd: true, isAtStart: false }
  const look = () => {
    const is = {
      isAtEnd: scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= within,
      isAtStart: scroller.scrollTop <= within
    }
    if (is.isAtEnd && !was.isAtEnd) on.onEnd()
    if (is.isAtStart && !was.isAtStart) on.onStart()
    was = is
  }
  scroller.addEventListener("scroll", look, { passive: true })
  return () => scroller.removeEventListener("scroll", look)
}

/** The CSS mask that fades so much of the top and bottom edge. */
export const fadedEnds = (height: string): string =>
  `linear-gradient(to bottom, transparent, black ${height}, black calc(100% - ${height}), transparent)`
