import { type VisitorActions, visitorActions } from "@cossistant/core/documented/visitorActions"
import { visitorOf } from "@cossistant/core/documented/visitorOf"
import type { PublicVisitor } from "@cossistant/types"
import { useMemo } from "react"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseVisitorValue extends VisitorActions {
  /** This browser's visitor, null until there is one. */
  visitor: PublicVisitor | null
  /** The same as `logout`. */
  reset: () => Promise<void>
}

/** Who is looking at this page, and how to tell more about them. Throws outside `SupportProvider`. */
export const useVisitor = (): UseVisitorValue => {
  const widget = useWidget()
  const visitor = useView(visitorOf)
  return useMemo(() => {
    const actions = visitorActions(widget)
    return { visitor, ...actions, reset: actions.logout }
  }, [widget, visitor])
}
