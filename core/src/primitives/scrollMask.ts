/** Beyond which edges of a scrolled element there is more. */
export interface HiddenEdges {
  readonly above: boolean
  readonly below: boolean
}

/** Tells the edges beyond which `element` has more than so many pixels, now and after each change. Gives back how to stop. */
export const watchEdges = (
  element: HTMLElement,
  { bottomThreshold, topThreshold }: { readonly topThreshold: number; readonly bottomThreshold: number },
  tell: (edges: HiddenEdges) => void
): () => void => {
  let known: HiddenEdges | undefined
  const look = () => {
    const above = element.scrollTop > topThreshold
    const below = element.scrollHeight - element.scrollTop - element.clientHeight > bottomThreshold
    if (known?.above !== above || known.below !== below) tell(known = { above, below })
  }
  const resized = new ResizeObserver(look)
  const changed = new MutationObserver(look)
  element.addEventListener("scroll", look, { passive: true })
  resized.observe(element)
  changed.observe(element, { childList: true, subtree: true, characterData: true })
  look()
  return () => {
    element.removeEventListener("scroll", look)
    resized.disconnect()
    changed.disconnect()
  }
}

/** The CSS mask that fades those edges beside an unfaded scrollbar; null where nothing fades. */
export const edgeMask = ({ above, below }: HiddenEdges, height: string, scrollbarWidth: string): { readonly image: string; readonly size: string } | null => {
  if (!above && !below) return null
  const top = above ? `transparent, black ${height}` : "black, black"
  const bottom = below ? `black calc(100% - ${height}), transparent` : "black, black"
  return {
    image: `linear-gradient(to bottom, ${top}, ${bottom}), linear-gradient(black, black)`,
    size: `calc(100% - ${scrollbarWidth}) 100%, ${scrollbarWidth} 100%`
  }
}
