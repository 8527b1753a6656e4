import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import type { Accessor } from "solid-js"
import { useValue } from "../useView.ts"

/**
 * What `view` sees in the widget, kept current, also when something else changes that it reads. A view gives the same
 * reference for the same state. Throws outside `SupportProvider`.
 */
export const useWatched = <View>(view: (state: WidgetState) => View): Accessor<View> => useValue(view)
