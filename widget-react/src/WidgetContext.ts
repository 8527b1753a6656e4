import type { Widget } from "@cossistant/core/widget/widget"
import { createContext, useContext } from "react"

export const WidgetContext = createContext<Widget | null>(null)

/** The widget of the nearest `SupportProvider`; throws outside one. */
export const useWidget = (): Widget => {
  const widget = useContext(WidgetContext)
  if (widget === null) throw new Error("Support components and hooks live under <SupportProvider>.")
  return widget
}
