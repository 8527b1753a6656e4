import { type Component, createMemo, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"

export interface RouterPage {
  readonly name: string
  // Each page takes params of its own kind; only the host knows which belong to which name.
  readonly component: Component<{ params?: never }>
}

export interface RouterProps {
  readonly page: string
  readonly params?: unknown
  readonly pages: ReadonlyArray<RouterPage>
  /** For a name that isn't among the pages. Default: nothing. */
  readonly fallback?: Component<{ params?: never }> | undefined
}

/** Renders the page of this name with its params. Of two pages with one name the later wins. */
export const Router = (props: RouterProps): JSX.Element => {
  const page = createMemo(() => props.pages.findLast(({ name }) => name === props.page)?.component ?? props.fallback)
  // The host pairs names with params.
  return <Dynamic component={page() as Component<{ params?: unknown }>} params={props.params} />
}
