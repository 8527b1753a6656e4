import type { ComponentType, ReactElement } from "react"

export interface RouterPage {
  readonly name: string
  // Each page takes params of its own kind; only the host knows which belong to which name.
  readonly component: ComponentType<{ params?: never }>
}

export interface RouterProps {
  readonly page: string
  readonly params?: unknown
  readonly pages: ReadonlyArray<RouterPage>
  /** For a name that isn't among the pages. Default: nothing. */
  readonly fallback?: ComponentType<{ params?: never }> | undefined
}

/** Renders the page of this name with its params. Of two pages with one name the later wins. */
export const Router = ({ fallback, page, pages, params }: RouterProps): ReactElement | null => {
  const Page = pages.findLast(({ name }) => name === page)?.component ?? fallback
  return Page === undefined ? null : <Page params={params as never} /> // the host pairs names with params
}
