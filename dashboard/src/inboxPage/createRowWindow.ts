import { type Accessor, createMemo, createSignal, onCleanup } from "solid-js"

/** Rows drawn beyond each edge, so that scrolling never shows a gap. */
const OVERSCAN = 6

/** How many pixels a rem has: 16, unless the browser is asked for larger text. */
const remPixels = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

/**
 * Which of `count` rows, all `rowRem` rem high, are worth drawing in a scrolling element: those in sight and a few
 * more. `attach` wants the element itself; it may be put into the page later.
 */
export const createRowWindow = (count: Accessor<number>, rowRem: number) => {
  const [view, setView] = createSignal({ top: 0, height: 0, rowHeight: 16 * rowRem })
  let scroller: HTMLElement | undefined
  const look = () => {
    if (scroller !== undefined) setView({ top: scroller.scrollTop, height: scroller.clientHeight, rowHeight: remPixels() * rowRem })
  }
  const range = createMemo(() => {
    const { height, rowHeight, top } = view()
    return {
      from: Math.max(0, Math.floor(top / rowHeight) - OVERSCAN),
      to: Math.min(count(), Math.ceil((top + height) / rowHeight) + OVERSCAN)
    }
  }, undefined, { equals: (a, b) => a.from === b.from && a.to === b.to })
  return {
    range,
    attach: (element: HTMLElement) => {
      scroller = element
      const observer = new ResizeObserver(look)
      observer.observe(element)
      element.addEventListener("scroll", look, { passive: true })
      onCleanup(() => observer.disconnect())
    },
    /** Scrolls no further than it takes to show a row whole. */
    reveal: (index: number) => {
      if (scroller === undefined) return
      const { rowHeight } = view()
      const top = index * rowHeight
      if (top < scroller.scrollTop) scroller.scrollTop = top
      else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + rowHeight - scroller.clientHeight
      look()
    }
  }
}
