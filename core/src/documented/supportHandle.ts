import type { SupportHandle } from "@cossistant/types"
import type { Widget } from "../widget/widget.ts"

const made = new WeakMap<Widget, SupportHandle>()

/** What moves a widget from outside, the same for the same widget. */
export const supportHandle = (widget: Widget): SupportHandle => {
  const { close, goBack, goHome, navigate, open, openConversation, startConversation, toggle } = widget
  const handle: SupportHandle = made.get(widget) ?? {
    open, close, toggle, goBack, goHome, openConversation, startConversation,
    navigate: (to) => navigate({ page: to.page, params: to.params })
  }
  made.set(widget, handle)
  return handle
}
