/** What a page wants of the widget; stands in the page as JSON. */
export interface PageProps {
  readonly publicKey: string
  readonly apiUrl: string
  readonly mode?: "floating" | "responsive"
  readonly quickOptions?: ReadonlyArray<string>
  readonly person?: { readonly externalId: string; readonly name: string }
  readonly locale?: string
  readonly feedback?: boolean
}

/** A page as a server renders it: what its framework wants in the head, and the markup. */
export interface Rendered {
  readonly head: string
  readonly markup: string
}
