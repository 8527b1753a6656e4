import type { JSX } from "solid-js"

/** Kept for compatibility: the connection is `SupportProvider`'s. Renders its children. */
export const SupportRealtimeProvider = (props: { readonly children?: JSX.Element }): JSX.Element => <>{props.children}</>
