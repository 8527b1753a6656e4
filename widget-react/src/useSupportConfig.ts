import { supportConfig, type SupportConfigValue } from "@cossistant/core/documented/supportConfig"
import { useMemo } from "react"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseSupportConfigValue extends SupportConfigValue {
  open: () => void
  close: () => void
  toggle: () => void
}

/** Whether the widget is open, how large, and how to open and close it; a controlled widget asks its host. Throws outside `SupportProvider`. */
export const useSupportConfig = (): UseSupportConfigValue => {
  const { close, open, toggle } = useWidget()
  const value = useView(supportConfig)
  return useMemo(() => ({ ...value, open, close, toggle }), [value, open, close, toggle])
}
