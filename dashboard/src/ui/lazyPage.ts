import { type Component, lazy } from "solid-js"

/** The browser did not get a page's file: the server is away, or newer than the tab. */
class PageMissing extends Error {}

export const isMissing = (cause: unknown): boolean => cause instanceof PageMissing

/** A page in a file of its own, loaded when it is first shown, or ahead of that when a link to it is pointed at. */
export const lazyPage = <Props extends object>(load: () => Promise<{ readonly default: Component<Props> }>) => {
  const page = lazy(() => load().catch((cause: unknown) => {
    throw new PageMissing("A page's file is missing", { cause })
  }))
  const { preload } = page
  // Nobody asked for it yet: whoever opens the page is told.
  return Object.assign(page, { preload: () => preload().catch(() => undefined) })
}
