import { markConversationSeen } from "../documented/autoSeen.ts"
import { realtimeEventOf } from "../documented/client/realtimeEventOf.ts"
import { CossistantError } from "../documented/CossistantError.ts"
import { makeCell } from "../documented/cell.ts"
import { ownerOf } from "../documented/owner.ts"
import type { ClientRealtimeEvent, RealtimeEvent } from "../documented/RealtimeEvent.ts"
import type { Widget } from "../widget/widget.ts"

export interface LiveState {
  isConnected: boolean
  isConnecting: boolean
  error: Error | null
  /** Names the present connection; null without one. */
  connectionId: string | null
  lastEvent: RealtimeEvent | null
  visitorId: string | null
  websiteId: string | null
  /** Nobody of the team connects by a widget. */
  userId: string | null
}

/** A connection over which news come, as those hear it who don't know the widget. */
export interface LiveLine {
  /** The same object until something changes. */
  get(): LiveState
  subscribe(listener: () => void): () => void
  /** Hears each event, after the widget knows of it. Gives what stops it. */
  onEvent(listener: (event: RealtimeEvent) => void): () => void
  send(event: ClientRealtimeEvent): void
  /** The same as JSON text; anything else is passed over. */
  sendRaw(text: string): void
  /** Tries at once what waits for its next try. */
  reconnect(): void
}

const silent: LiveState = {
  isConnected: false, isConnecting: false, error: null, connectionId: null, lastEvent: null, visitorId: null, websiteId: null, userId: null
}

/** What a server renders. */
export const liveServerState = (): LiveState => silent

const lines = new WeakMap<Widget, LiveLine>()
let connections = 0

const parsed = (text: string): ClientRealtimeEvent | null => {
  try {
    const value: unknown = JSON.parse(text)
    const isEvent = typeof value === "object" && value !== null && "type" in value && "payload" in value
    return isEvent ? value as ClientRealtimeEvent : null // what it is told by its type, `send` looks at
  } catch {
    return null
  }
}

const makeLine = (widget: Widget): LiveLine => {
  const state = makeCell(silent)
  const hearers = new Set<(event: RealtimeEvent) => void>()
  let stops: ReadonlyArray<() => void> = []
  let uses = 0
  const look = () => {
    const now = widget.get()
    const { visitorId, websiteId } = ownerOf(now)
    const before = state.get()
    const status = now.panel?.connection
    const isConnected = status?._tag === "Online"
    const isConnecting = status?._tag === "Connecting" || status?._tag === "Reconnecting"
    const refused = status?._tag === "Refused" ? status.error._tag : null
    const error = refused === null ? null : before.error instanceof CossistantError && before.error.code === refused ? before.error : new CossistantError(refused)
    const next: LiveState = {
      ...before, isConnected, isConnecting, error, visitorId: visitorId || null, websiteId: websiteId || null,
      connectionId: isConnected ? before.connectionId ?? `connection-${++connections}` : null
    }
    const keys = Object.keys(next) as ReadonlyArray<keyof LiveState> // made right above
    if (keys.some((key) => next[key] !== before[key])) state.set(next)
  }
  const begin = () => {
    look()
    stops = [
      widget.subscribe(look),
      widget.onNews((news) => {
        const event = realtimeEventOf(widget.get(), news)
        if (event === null) return
        // The widget takes it in first.
        queueMicrotask(() => {
          state.set({ ...state.get(), lastEvent: event })
          for (const hear of hearers) hear(event)
        })
      })
    ]
  }
  const use = (stop: () => void) => {
    if (++uses === 1) begin()
    return () => {
      stop()
      if (--uses > 0) return
      for (const end of stops) end()
      stops = []
    }
  }
  const send = (event: ClientRealtimeEvent) => {
    const { conversationId } = event.payload
    const mayPreview = widget.get().website.value?.typingPreview === true
    const sent = event.type === "conversationSeen" ? markConversationSeen(widget, conversationId)
      : event.type !== "conversationTyping" ? undefined
      : widget.call("conversations.typing", {
        conversationId, isTyping: event.payload.isTyping,
        ...(mayPreview && event.payload.visitorPreview && { preview: event.payload.visitorPreview.slice(0, 2_000) })
      })
    // A mark that is lost is set with the next one.
    sent?.catch(() => {})
  }
  return {
    get: state.get,
    subscribe: (listener) => use(state.subscribe(listener)),
    onEvent: (listener) => {
      hearers.add(listener)
      return use(() => void hearers.delete(listener))
    },
    send,
    sendRaw: (text) => {
      const event = parsed(text)
      if (event !== null) send(event)
    },
    reconnect: () => {
      if (!state.get().isConnected) widget.send({ _tag: "Woke" })
    }
  }
}

/** The live connection of a widget, the same object for the same widget. */
export const liveLineOf = (widget: Widget): LiveLine => {
  const line = lines.get(widget) ?? makeLine(widget)
  lines.set(widget, line)
  return line
}
