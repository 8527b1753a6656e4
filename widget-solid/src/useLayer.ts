import type { Rank, Settings } from "@cossistant/core/widget/settings"
import type { Widget } from "@cossistant/core/widget/widget"
import { createEffect, onCleanup } from "solid-js"

/** Says these settings while mounted. */
export const useLayer = (widget: Widget, rank: Rank, settings: () => Settings): void => {
  createEffect(() => {
    const layer = widget.configure(rank)
    createEffect(() => layer.set(settings()))
    onCleanup(() => layer.remove())
  })
}
