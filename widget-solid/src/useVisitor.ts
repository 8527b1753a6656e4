import { type VisitorActions, visitorActions } from "@cossistant/core/documented/visitorActions"
import { visitorOf } from "@cossistant/core/documented/visitorOf"
import type { PublicVisitor } from "@cossistant/types"
import { useValue } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseVisitorValue extends VisitorActions {
  /** This browser's visitor, null until there is one; a getter, kept current. */
  readonly visitor: PublicVisitor | null
  /** The same as `logout`. */
  reset: () => Promise<void>
}

/** Who is looking at this page, and how to tell more about them. Throws outside `SupportProvider`. */
export const useVisitor = (): UseVisitorValue => {
  const actions = visitorActions(useWidget())
  const visitor = useValue(visitorOf)
  return {
    get visitor() {
      return visitor()
    },
    ...actions,
    reset: actions.logout
  }
}
