import type { RealtimeAuthConfig } from "@cossistant/core/documented/client/RealtimeClient"
import { makeClientLine } from "@cossistant/core/primitives/clientLine"
import { createEffect, createMemo, type JSX, onCleanup } from "solid-js"
import { LineContext } from "./useLiveLine.ts"

export type { RealtimeAuthConfig }

export interface RealtimeProviderProps {
  readonly children?: JSX.Element
  /** Who connects; null nobody. */
  readonly auth: RealtimeAuthConfig | null
  /** The server's address. Default: the page's own origin. */
  readonly wsUrl?: string | undefined
  /** False connects nobody. Default true. */
  readonly autoConnect?: boolean | undefined
  readonly onConnect?: (() => void) | undefined
  readonly onDisconnect?: (() => void) | undefined
  readonly onError?: ((error: Error) => void) | undefined
}

/** A live connection of its own for the realtime hooks below it. Under `SupportProvider` none is needed. Renders its children. */
export const RealtimeProvider = (props: RealtimeProviderProps): JSX.Element => {
  const line = createMemo(() => {
    const made = makeClientLine({
      wsUrl: props.wsUrl,
      onConnect: () => props.onConnect?.(),
      onDisconnect: () => props.onDisconnect?.(),
      onError: (error) => props.onError?.(error)
    })
    onCleanup(() => made.end())
    return made
  })
  // Compared by what it says: hosts write it inline.
  const said = createMemo(() => JSON.stringify(props.autoConnect ?? true ? props.auth : null))
  createEffect(() => line().connect(JSON.parse(said()) as RealtimeAuthConfig | null)) // it was one a line ago
  return <LineContext.Provider value={line}>{props.children}</LineContext.Provider>
}
