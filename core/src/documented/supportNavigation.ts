import type { Navigate, NavigationState, SupportPageType } from "@cossistant/types"
import { memo } from "../widget/memo.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"

/** What `useSupportNavigation()` gives, its functions aside. */
export interface SupportNavigation {
  current: NavigationState
  page: SupportPageType
  params: NavigationState["params"]
  /** Oldest first. */
  previousPages: NavigationState[]
  canGoBack: boolean
}

/** Where the widget is, and where it was. */
export const supportNavigation: (state: WidgetState) => SupportNavigation = /* @__PURE__ */ memo(
  ({ router }) => [router] as const,
  ({ current, previous }) => ({
    // The engine looks into the params of its own pages only; what hosts declare of theirs is theirs to keep.
    current: current as NavigationState,
    page: current.page,
    params: current.params as NavigationState["params"], // the same
    previousPages: [...previous] as NavigationState[], // the same
    canGoBack: previous.length > 0
  })
)

export interface NavigationActions {
  navigate: Navigate
  replace: Navigate
  goBack: () => void
}

/** The functions of `useSupportNavigation()`. */
export const navigationActions = ({ goBack, navigate, replace }: Widget): NavigationActions => ({
  navigate: (to) => navigate({ page: to.page, params: to.params }),
  replace: (to) => replace({ page: to.page, params: to.params }),
  goBack: () => goBack()
})
