import { edgeMask, type HiddenEdges, watchEdges } from "@cossistant/core/primitives/scrollMask"
import { type CSSProperties, type RefCallback, useCallback, useMemo, useRef, useState } from "react"

export interface UseScrollMaskOptions {
  /** How much of an edge fades. Default `"54px"`. */
  maskHeight?: string | undefined
  /** Left unfaded, at the end of the line. Default `"12px"`. */
  scrollbarWidth?: string | undefined
  /** Pixels from the top within which nothing fades there. Default 2. */
  topThreshold?: number | undefined
  /** The same at the bottom. Default 12. */
  bottomThreshold?: number | undefined
}
export interface UseScrollMaskReturn {
  ref: RefCallback<HTMLElement>
  style: CSSProperties
}

/** Fades the edges of a scrolled element beyond which there is more. Put both on that element. */
export const useScrollMask = (
  { bottomThreshold = 12, maskHeight = "54px", scrollbarWidth = "12px", topThreshold = 2 }: UseScrollMaskOptions = {}
): UseScrollMaskReturn => {
  const [hidden, setHidden] = useState<HiddenEdges>({ above: false, below: false })
  const end = useRef(() => {})
  const ref = useCallback((element: HTMLElement | null) => {
    end.current()
    end.current = element === null ? () => {} : watchEdges(element, { topThreshold, bottomThreshold }, setHidden)
  }, [topThreshold, bottomThreshold])
  const style = useMemo((): CSSProperties => {
    const mask = edgeMask(hidden, maskHeight, scrollbarWidth)
    return mask === null ? {} : {
      maskImage: mask.image, maskSize: mask.size, maskPosition: "left, right", maskRepeat: "no-repeat",
      WebkitMaskImage: mask.image, WebkitMaskSize: mask.size, WebkitMaskPosition: "left, right", WebkitMaskRepeat: "no-repeat"
    }
  }, [hidden, maskHeight, scrollbarWidth])
  return useMemo(() => ({ ref, style }), [ref, style])
}
