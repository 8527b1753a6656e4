import {
  type NavigationActions, navigationActions, supportNavigation, type SupportNavigation
} from "@cossistant/core/documented/supportNavigation"
import { useMemo } from "react"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseSupportNavigationValue extends SupportNavigation, NavigationActions {}

/** Where the widget is, where it was, and how to go elsewhere; none of it opens the widget. Throws outside `SupportProvider`. */
export const useSupportNavigation = (): UseSupportNavigationValue => {
  const widget = useWidget()
  const place = useView(supportNavigation)
  const actions = useMemo(() => navigationActions(widget), [widget])
  return useMemo(() => ({ ...place, ...actions }), [place, actions])
}
