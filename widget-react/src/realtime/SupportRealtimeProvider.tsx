import type { ReactElement, ReactNode } from "react"

/** Kept for compatibility: the connection is `SupportProvider`'s. Renders its children. */
export const SupportRealtimeProvider = ({ children }: { readonly children?: ReactNode }): ReactElement => <>{children}</>
