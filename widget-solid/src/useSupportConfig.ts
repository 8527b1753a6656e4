import { supportConfig, type SupportConfigValue } from "@cossistant/core/documented/supportConfig"
import { useFields } from "./hooks/useFields.ts"
import { useValue } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseSupportConfigValue extends SupportConfigValue {
  open: () => void
  close: () => void
  toggle: () => void
}

/** Whether the widget is open, how large, and how to open and close it; a controlled widget asks its host. Throws outside `SupportProvider`. */
export const useSupportConfig = (): UseSupportConfigValue => {
  const { close, open, toggle } = useWidget()
  return Object.assign(useFields(useValue(supportConfig)), { open, close, toggle })
}
