import { initialRouter } from "./initialRouter.ts"
import { type NavigationState, type Router, shownConversation } from "./router.ts"
import type { Store } from "./store.ts"

const isPlace = (value: unknown): value is NavigationState =>
  typeof value === "object" && value !== null && "page" in value && typeof value.page === "string" &&
  (value.page !== "CONVERSATION" || shownConversation({ page: value.page, params: "params" in value ? value.params : null }) !== null)

/** Keeps the page of a session, for the visitor it was opened by. The panel itself never opens by this. */
export const savePage = (session: Store, visitorId: string | null, router: Router): void =>
  session.write("page", router === initialRouter ? undefined : { visitorId, router })

/** The page this session was on, or null where there was none, another visitor's, or nothing readable. */
export const restorePage = (session: Store, visitorId: string | null): Router | null => {
  const saved = session.read("page")
  if (typeof saved !== "object" || saved === null || !("router" in saved) || !("visitorId" in saved)) return null
  const { router } = saved
  if (saved.visitorId !== visitorId || typeof router !== "object" || router === null) return null
  if (!("current" in router) || !("previous" in router) || !Array.isArray(router.previous)) return null
  return isPlace(router.current) && router.previous.every(isPlace) ? { current: router.current, previous: router.previous } : null
}
