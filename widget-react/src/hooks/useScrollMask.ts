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
  const [hidden, setHidden] = useState({ above: false, below: false })
  const end = useRef(() => {})
  const ref = useCallback((element: HTMLElement | null) => {
    end.current()
    end.current = () => {}
    if (element === null) return
    const look = () => setHidden((known) => {
      const above = element.scrollTop > topThreshold
      const below = element.scrollHeight - element.scrollTop - element.clientHeight > bottomThreshold
      return known.above === above && known.below === below ? known : { above, below }
    })
    const resized = new ResizeObserver(look)
    const changed = new MutationObserver(look)
    element.addEventListener("scroll", look, { passive: true })
    resized.observe(element)
    changed.observe(element, { childList: true, subtree: true, characterData: true })
    look()
    end.current = () => {
      element.removeEventListener("scroll", look)
      resized.disconnect()
      changed.disconnect()
    }
  }, [topThreshold, bottomThreshold])
  const style = useMemo((): CSSProperties => {
    if (!hidden.above && !hidden.below) return {}
    const top = hidden.above ? `transparent, black ${maskHeight}` : "black, black"
    const bottom = hidden.below ? `black calc(100% - ${maskHeight}), transparent` : "black, black"
    const maskImage = `linear-gradient(to bottom, ${top}, ${bottom}), linear-gradient(black, black)`
    const maskSize = `calc(100% - ${scrollbarWidth}) 100%, ${scrollbarWidth} 100%`
    return {
      maskImage, maskSize, maskPosition: "left, right", maskRepeat: "no-repeat",
      WebkitMaskImage: maskImage, WebkitMaskSize: maskSize, WebkitMaskPosition: "left, right", WebkitMaskRepeat: "no-repeat"
    }
  }, [hidden, maskHeight, scrollbarWidth])
  return useMemo(() => ({ ref, style }), [ref, style])
}
