import { initialRouter } from "./initialRouter.ts"
import type { PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { ReadyState } from "./PanelState.ts"
import type { WidgetState } from "./WidgetState.ts"

/** Built-in pages and what they take. Host apps add their own by declaration merging. */
export interface DefaultRoutes {
  HOME: undefined
  ARTICLES: undefined
  CONVERSATION: { readonly conversationId: string; readonly initialMessage?: string | undefined }
  CONVERSATION_HISTORY: undefined
}

/** A page and its params. A custom page has a name of its own and params the engine doesn't look into. */
export interface NavigationState {
  readonly page: string
  readonly params?: unknown
}

export interface Router {
  readonly current: NavigationState
  /** Oldest first. */
  readonly previous: ReadonlyArray<NavigationState>
}

export type RouterEvent =
  | { readonly _tag: "Navigated"; readonly to: NavigationState; readonly replace?: boolean }
  | { readonly _tag: "WentBack" }
  | { readonly _tag: "WentHome" }
  | { readonly _tag: "PageRestored"; readonly router: Router }

/** The conversation that a page shows, or null. */
export const shownConversation = ({ page, params }: NavigationState): string | null =>
  page === "CONVERSATION" && typeof params === "object" && params !== null && "conversationId" in params &&
    typeof params.conversationId === "string"
    ? params.conversationId
    : null

const isSamePlace = (a: NavigationState, b: NavigationState) =>
  a.page === b.page && shownConversation(a) === shownConversation(b)

/** Back goes to the last other place; with none left, home. */
export const reduceRouter = (router: Router, event: RouterEvent): Router => {
  const { current, previous } = router
  switch (event._tag) {
    case "Navigated":
      if (event.replace || isSamePlace(current, event.to)) return { current: event.to, previous }
      return { current: event.to, previous: [...previous, current] }
    case "WentBack": {
      const to = previous.at(-1)
      return to ? { current: to, previous: previous.slice(0, -1) } : initialRouter
    }
    case "WentHome":
      return initialRouter
    case "PageRestored":
      return event.router
  }
}

/** The conversation on the current page, or null. */
export const currentConversation = (state: WidgetState): string | null => shownConversation(state.router.current)

const route = (state: ReadyState, event: RouterEvent): PanelStep => [{ ...state, router: reduceRouter(state.router, event) }, []]

export const routerHandlers: PanelHandlers = { Navigated: route, WentBack: route, WentHome: route, PageRestored: route }
