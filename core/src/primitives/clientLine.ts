import { makeCell } from "../documented/cell.ts"
import { type RealtimeAuthConfig, RealtimeClient, type RealtimeClientOptions } from "../documented/client/RealtimeClient.ts"
import { type LiveLine, liveServerState, type LiveState } from "./liveLine.ts"

export interface ClientLine extends LiveLine {
  /** Connects as somebody; null hangs up. */
  connect(auth: RealtimeAuthConfig | null): void
  /** Ends it; it may connect again. */
  end(): void
}

const text = (value: string | undefined): string | null => value ?? null

/** A connection of a realtime client of its own. Nothing is opened before `connect`. */
export const makeClientLine = (options: Omit<RealtimeClientOptions, "onEvent">): ClientLine => {
  const state = makeCell(liveServerState())
  let client: RealtimeClient | undefined
  let connections = 0
  const change = (next: Partial<LiveState>) => state.set({ ...state.get(), ...next })
  const hearers = new Set<Parameters<LiveLine["onEvent"]>[0]>()
  const live = (): RealtimeClient => {
    if (client) return client
    client = new RealtimeClient({
      ...options,
      onEvent: (lastEvent) => {
        change({ lastEvent })
        for (const hear of hearers) hear(lastEvent)
      },
      onError: (error) => {
        change({ error })
        options.onError?.(error)
      }
    })
    client.onStateChange(({ error, status }) => change({
      isConnected: status === "connected", isConnecting: status === "connecting", error: error ?? (status === "connected" ? null : state.get().error),
      connectionId: status !== "connected" ? null : state.get().connectionId ?? `client-${++connections}`
    }))
    return client
  }
  return {
    get: state.get,
    subscribe: state.subscribe,
    onEvent: (listener) => {
      hearers.add(listener)
      return () => void hearers.delete(listener)
    },
    send: (event) => client?.send(event),
    sendRaw: (data) => client?.sendRaw(data),
    reconnect: () => client?.reconnect(),
    connect: (auth) => {
      change({
        error: null,
        websiteId: text(auth?.websiteId),
        visitorId: auth && "visitorId" in auth ? auth.visitorId : null,
        userId: auth && "userId" in auth ? text(auth.userId) : null
      })
      live().connect(auth)
    },
    end: () => {
      client?.destroy()
      client = undefined
      state.set(liveServerState())
    }
  }
}
