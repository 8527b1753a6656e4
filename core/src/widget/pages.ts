import { initialRouter } from "./initialRouter.ts"
import { type NavigationState, type Router, shownConversation } from "./router.ts"
import type { Store } from "./store.ts"

const isPlace = (value: unknown): value is NavigationState => {
  const place = value as Partial<NavigationState> | null // whatever it is: reading a field of it can't fail
  return typeof place?.page === "string" && (place.page !== "CONVERSATION" || shownConversation(place as NavigationState) !== null) // its page is a name
}

/** Keeps the page of a session, for the visitor it was opened by. The panel itself never opens by this. */
export const savePage = (session: Store, visitorId: string | null, router: Router): void =>
  session.write("page", router === initialRouter ? undefined : { visitorId, router })

/** The page this session was on, or null where there was none, another visitor's, or nothing readable. */
export const restorePage = (session: Store, visitorId: string | null): Router | null => {
  const saved = session.read("page") as { readonly visitorId?: unknown; readonly router?: Partial<Router> | null } | null // as above
  const { current, previous } = saved?.router ?? {}
  return saved?.visitorId === visitorId && Array.isArray(previous) && isPlace(current) && previous.every(isPlace) ? { current, previous } : null
}
