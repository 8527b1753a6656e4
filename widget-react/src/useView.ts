import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { useSyncExternalStore } from "react"
import { useWidget } from "./WidgetContext.ts"

/** What `view` sees in the widget, kept current. A view gives the same reference for the same state. */
export const useView = <View>(view: (state: WidgetState) => View): View => {
  const widget = useWidget()
  return useSyncExternalStore(widget.subscribe, () => view(widget.get()), () => view(widget.getServerSnapshot()))
}
