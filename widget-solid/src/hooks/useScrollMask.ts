import { edgeMask, type HiddenEdges, watchEdges } from "@cossistant/core/primitives/scrollMask"
import { createEffect, createSignal, type JSX, onCleanup } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"

export interface UseScrollMaskOptions {
  /** How much of an edge fades. Default `"54px"`. */
  readonly maskHeight?: string | undefined
  /** Left unfaded, at the end of the line. Default `"12px"`. */
  readonly scrollbarWidth?: string | undefined
  /** Pixels from the top within which nothing fades there. Default 2. */
  readonly topThreshold?: number | undefined
  /** The same at the bottom. Default 12. */
  readonly bottomThreshold?: number | undefined
}
export interface UseScrollMaskReturn {
  readonly ref: (element: HTMLElement) => void
  readonly style: JSX.CSSProperties
}

/** Fades the edges of a scrolled element beyond which there is more. Put both on that element. */
export const useScrollMask = (options: MaybeAccessor<UseScrollMaskOptions> = {}): UseScrollMaskReturn => {
  const [element, setElement] = createSignal<HTMLElement | null>(null)
  const [hidden, setHidden] = createSignal<HiddenEdges>({ above: false, below: false })
  createEffect(() => {
    const { bottomThreshold = 12, topThreshold = 2 } = read(options)
    const scroller = element()
    if (scroller !== null) onCleanup(watchEdges(scroller, { topThreshold, bottomThreshold }, setHidden))
  })
  return {
    ref: setElement,
    get style(): JSX.CSSProperties {
      const { maskHeight = "54px", scrollbarWidth = "12px" } = read(options)
      const mask = edgeMask(hidden(), maskHeight, scrollbarWidth)
      return mask === null ? {} : {
        "mask-image": mask.image, "mask-size": mask.size, "mask-position": "left, right", "mask-repeat": "no-repeat",
        "-webkit-mask-image": mask.image, "-webkit-mask-size": mask.size, "-webkit-mask-position": "left, right", "-webkit-mask-repeat": "no-repeat"
      }
    }
  }
}
