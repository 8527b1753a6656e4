import {
  type NavigationActions, navigationActions, supportNavigation, type SupportNavigation
} from "@cossistant/core/documented/supportNavigation"
import { useFields } from "./hooks/useFields.ts"
import { useValue } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseSupportNavigationValue extends SupportNavigation, NavigationActions {}

/** Where the widget is, where it was, and how to go elsewhere; none of it opens the widget. Throws outside `SupportProvider`. */
export const useSupportNavigation = (): UseSupportNavigationValue =>
  Object.assign(useFields(useValue(supportNavigation)), navigationActions(useWidget()))
