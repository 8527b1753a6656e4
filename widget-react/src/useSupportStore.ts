import { supportStoreActions, type SupportStoreActions, supportStoreValue, type SupportStoreValue } from "@cossistant/core/documented/supportStoreValue"
import { useMemo } from "react"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseSupportStoreValue extends SupportStoreValue, SupportStoreActions {}

/** Page and openness of the widget as one state, and what changes them. Throws outside `SupportProvider`. */
export const useSupportStore = (): UseSupportStoreValue => {
  const widget = useWidget()
  const value = useView(supportStoreValue)
  const actions = useMemo(() => supportStoreActions(widget), [widget])
  return useMemo(() => ({ ...value, ...actions }), [value, actions])
}
