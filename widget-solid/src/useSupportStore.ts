import { supportStoreActions, type SupportStoreActions, supportStoreValue, type SupportStoreValue } from "@cossistant/core/documented/supportStoreValue"
import { useFields } from "./hooks/useFields.ts"
import { useValue } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseSupportStoreValue extends SupportStoreValue, SupportStoreActions {}

/** Page and openness of the widget as one state, and what changes them. Throws outside `SupportProvider`. */
export const useSupportStore = (): UseSupportStoreValue =>
  Object.assign(useFields(useValue(supportStoreValue)), supportStoreActions(useWidget()))
