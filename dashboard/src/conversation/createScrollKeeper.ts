import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js"

/** Pixels from the end within which a reader counts as being at the end. */
const NEAR = 80
/** Pixels from the top at which the next older page is fetched. */
const EARLY = 600
/** Screens beyond which going to the end is a jump. */
const FAR = 3

/**
 * Keeps a thread's reading position: at the end it follows what comes, elsewhere nothing moves, and older pages grow
 * upwards without a jump. Nothing but new rows at the end ever scrolls.
 */
export const createScrollKeeper = (options: {
  readonly firstKey: () => string | undefined
  readonly lastKey: () => string | undefined
  readonly isLastMine: () => boolean
  readonly onTop: () => void
}) => {
  const [isAtEnd, setAtEnd] = createSignal(true)
  const [unseen, setUnseen] = createSignal(0)
  let view: HTMLElement | undefined
  let fromEnd = 0

  const toEnd = (behavior: ScrollBehavior = "instant") => {
    if (view === undefined) return
    // A long way would take so long that it ended before what came meanwhile.
    const isFar = view.scrollHeight - view.scrollTop > FAR * view.clientHeight
    view.scrollTo({ top: view.scrollHeight, behavior: isFar ? "instant" : behavior })
    setUnseen(0)
  }
  const onScroll = () => {
    if (view === undefined) return
    fromEnd = view.scrollHeight - view.scrollTop
    setAtEnd(fromEnd - view.clientHeight <= NEAR)
    if (isAtEnd()) setUnseen(0)
    if (view.scrollTop < EARLY) options.onTop()
  }
  const attach = (element: HTMLElement | undefined, content: HTMLElement | undefined) => {
    if (element === undefined || content === undefined) return
    view = element
    element.addEventListener("scroll", onScroll, { passive: true })
    // Pictures, the keyboard, a growing composer: whoever was at the end stays there.
    const observer = new ResizeObserver(() => {
      if (isAtEnd()) element.scrollTop = element.scrollHeight
    })
    observer.observe(content)
    observer.observe(element)
    onCleanup(() => observer.disconnect())
    const divider = content.querySelector<HTMLElement>("[data-unread]")
    if (divider && element.scrollHeight - divider.offsetTop > element.clientHeight) element.scrollTop = divider.offsetTop - 48
    else toEnd()
    onScroll()
  }
  createEffect(on(createMemo(options.firstKey), () => {
    if (view !== undefined && !isAtEnd()) view.scrollTop = view.scrollHeight - fromEnd
  }, { defer: true }))
  createEffect(on(createMemo(options.lastKey), () => {
    if (isAtEnd() || options.isLastMine()) toEnd()
    else setUnseen(unseen() + 1)
  }, { defer: true }))
  return { attach, isAtEnd, unseen, toEnd }
}
