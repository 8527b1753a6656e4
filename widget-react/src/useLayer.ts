import type { Layer, Rank, Settings } from "@cossistant/core/widget/settings"
import type { Widget } from "@cossistant/core/widget/widget"
import { useEffect, useRef } from "react"

/** Says these settings while mounted. The engine compares by content, so it may be told on every render. */
export const useLayer = (widget: Widget, rank: Rank, settings: Settings): void => {
  const layer = useRef<Layer>(null)
  useEffect(() => {
    const mounted = layer.current = widget.configure(rank)
    return () => mounted.remove()
  }, [widget, rank])
  useEffect(() => layer.current?.set(settings))
}
