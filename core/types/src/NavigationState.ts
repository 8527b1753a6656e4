import type { RouteRegistry, SupportPageType } from "./RouteRegistry.ts"

/** Where the widget is. Asking for `page` tells what `params` is. */
export type NavigationState<Page extends keyof RouteRegistry = keyof RouteRegistry> = {
  [P in Page]: RouteRegistry[P] extends undefined ? { page: P; params?: undefined } : { page: P; params: RouteRegistry[P] }
}[Page]

type ParamsField<Page> = Page extends keyof RouteRegistry
  ? RouteRegistry[Page] extends undefined ? { params?: undefined } : { params: RouteRegistry[Page] }
  : { params?: unknown }

/** Where to go: the params of declared pages are checked, those of others aren't. */
export type NavigationTarget<Page extends SupportPageType = SupportPageType> = { page: Page } & ParamsField<Page>

/** Goes to a page. */
export type Navigate = <Page extends SupportPageType>(to: NavigationTarget<Page>) => void
