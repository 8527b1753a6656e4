import type { JSX } from "solid-js"

/** A page of the documentation that this server brings along, beside the inbox. `to` is its path: `/docs/…`. */
export const DocsLink = (props: { readonly to: `/docs/${string}`; readonly children: JSX.Element }) => (
  <a class="link" href={props.to} target="_blank" rel="noopener">{props.children}</a>
)
