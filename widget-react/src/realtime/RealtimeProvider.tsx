import type { RealtimeAuthConfig } from "@cossistant/core/documented/client/RealtimeClient"
import { makeClientLine } from "@cossistant/core/primitives/clientLine"
import { type ReactElement, type ReactNode, useEffect, useMemo } from "react"
import { useLatest } from "../hooks/useLatest.ts"
import { LineContext } from "./useLiveLine.ts"

export type { RealtimeAuthConfig }

export interface RealtimeProviderProps {
  children?: ReactNode
  /** Who connects; null nobody. */
  auth: RealtimeAuthConfig | null
  /** The server's address. Default: the page's own origin. */
  wsUrl?: string | undefined
  /** False connects nobody. Default true. */
  autoConnect?: boolean | undefined
  onConnect?: (() => void) | undefined
  onDisconnect?: (() => void) | undefined
  onError?: ((error: Error) => void) | undefined
}

/** A live connection of its own for the realtime hooks below it. Under `SupportProvider` none is needed. Renders its children. */
export const RealtimeProvider = ({ auth, autoConnect = true, children, wsUrl, ...callbacks }: RealtimeProviderProps): ReactElement => {
  const latest = useLatest(callbacks)
  const line = useMemo(() => makeClientLine({
    wsUrl,
    onConnect: () => latest().onConnect?.(),
    onDisconnect: () => latest().onDisconnect?.(),
    onError: (error) => latest().onError?.(error)
  }), [wsUrl, latest])
  // Compared by what it says: hosts write it inline.
  const said = JSON.stringify(autoConnect ? auth : null)
  useEffect(() => {
    line.connect(JSON.parse(said) as RealtimeAuthConfig | null) // it was one a line ago
  }, [line, said])
  useEffect(() => () => line.end(), [line])
  return <LineContext.Provider value={line}>{children}</LineContext.Provider>
}
