import type { Rank, Settings } from "@cossistant/core/widget/settings"
import type { Widget } from "@cossistant/core/widget/widget"
import { createComputed, onCleanup } from "solid-js"
import { isServer } from "solid-js/web"

/** A host may pass parts of its stores, which are proxies that change in place; the engine keeps plain copies. */
const copied = (settings: Settings): Settings => ({
  ...settings,
  quickOptions: settings.quickOptions?.slice(),
  defaultMessages: settings.defaultMessages?.map((message) => ({ ...message }))
})

/** Says these settings while mounted. */
export const useLayer = (widget: Widget, rank: Rank, settings: () => Settings): void => {
  if (isServer) return
  const layer = widget.configure(rank)
  // At once, not in an effect: the provider starts the widget before its children's effects run.
  createComputed(() => layer.set(copied(settings())))
  onCleanup(() => layer.remove())
}
