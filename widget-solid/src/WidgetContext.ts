import type { Widget } from "@cossistant/core/widget/widget"
import { createContext, useContext } from "solid-js"

export const WidgetContext = /* @__PURE__ */ createContext<Widget>()

/** The widget of the nearest `SupportProvider`; throws outside one. */
export const useWidget = (): Widget => {
  const widget = useContext(WidgetContext)
  if (widget === undefined) throw new Error("Support components and hooks live under <SupportProvider>.")
  return widget
}
