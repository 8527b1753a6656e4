import { httpOf, resolveApiUrl } from "../../dom/apiUrl.ts"
import type { Status } from "../../client/ladder.ts"
import type { Widget } from "../../widget/widget.ts"
import { makeTeller } from "../createStore.ts"
import { CossistantError } from "../CossistantError.ts"
import type { ClientRealtimeEvent, RealtimeEvent } from "../RealtimeEvent.ts"
import { holdWidget } from "./holdWidget.ts"
import { widgetOf } from "./widgetOf.ts"

/** A visitor's browser. Its secret, kept by the widget of the same key, says which visitor it is. */
export interface VisitorRealtimeAuth {
  visitorId: string
  websiteId?: string | undefined
  publicKey?: string | undefined
}
export interface SessionRealtimeAuth {
  sessionToken: string
  websiteId?: string | undefined
  userId?: string | undefined
}
export interface PrivateKeyRealtimeAuth {
  privateKey: string
  actorUserId?: string | undefined
  websiteId?: string | undefined
  userId?: string | undefined
}
export type RealtimeAuthConfig = VisitorRealtimeAuth | SessionRealtimeAuth | PrivateKeyRealtimeAuth

export interface RealtimeState {
  status: "disconnected" | "connecting" | "connected"
  error: Error | null
  /** Null: a connection has no name here, since whatever was missed is told by the next one. */
  connectionId: string | null
}

export interface RealtimeClientOptions {
  /** The server's address; `ws:` and `http:` mean the same. By default see `resolveApiUrl`. */
  wsUrl?: string | undefined
  /** Not used: the connection minds its own heartbeat. */
  heartbeatIntervalMs?: number | undefined
  heartbeatTimeoutMs?: number | undefined
  onEvent?: ((event: RealtimeEvent) => void) | undefined
  onConnect?: (() => void) | undefined
  onDisconnect?: (() => void) | undefined
  onError?: ((error: Error) => void) | undefined
}

const off: RealtimeState = { status: "disconnected", error: null, connectionId: null }
const connecting: RealtimeState = { ...off, status: "connecting" }
const connected: RealtimeState = { ...off, status: "connected" }
const failed = new WeakMap<object, RealtimeState>()

const stateOf = (status: Status | undefined): RealtimeState => {
  switch (status?._tag) {
    case "Online":
      return connected
    case "Connecting": case "Reconnecting":
      return connecting
    case "Refused": case "Offline": {
      const state = failed.get(status) ?? { ...off, error: new CossistantError(status._tag === "Offline" ? "UNREACHABLE" : "REFUSED", status) }
      failed.set(status, state)
      return state
    }
    default:
      return off
  }
}

/**
 * The live connection of a widget. It comes back by itself whenever it is lost, and what happened meanwhile is told
 * then. A client has one; one made alone has a widget of its own, which it starts with `connect`.
 */
export class RealtimeClient {
  #options: RealtimeClientOptions
  #given: Widget | null
  #widget: Widget | null
  #held: ReturnType<typeof holdWidget> | null = null
  #auth: RealtimeAuthConfig | null = null
  #listeners = new Set<(event: RealtimeEvent) => void>()
  #teller = makeTeller(() => this.getState())
  #stops: Array<() => void> = []
  #last: RealtimeState = off

  constructor(options: RealtimeClientOptions = {}) {
    this.#options = options
    this.#widget = this.#given = widgetOf(options)
    if (options.onEvent) this.#listeners.add(options.onEvent)
    if (this.#given && options.onEvent) this.#listen()
  }

  #listen(): void {
    const widget = this.#widget
    if (!widget || this.#stops.length > 0) return
    const { onConnect, onDisconnect, onError } = this.#options
    this.#last = this.getState()
    this.#stops = [
      widget.onNews((news) => {
        const before = widget.get()
        // Told after the widget knows of it, so that its stores show what the event tells.
        void import("./clientCalls.ts").then(({ realtimeEventOf }) => {
          const event = realtimeEventOf(before, news)
          if (event) for (const listener of this.#listeners) listener(event)
        })
      }),
      widget.subscribe(() => {
        const before = this.#last
        const now = this.#last = this.getState()
        if (before === now) return
        this.#teller.tell()
        if (now.status === "connected") onConnect?.()
        else if (before.status === "connected") onDisconnect?.()
        if (now.error && now.error !== before.error) onError?.(now.error)
      })
    ]
  }
  #unlisten(): void {
    for (const stop of this.#stops.splice(0)) stop()
  }

  /** Connects as the visitor of this browser; null hangs up. Anything but a visitor is refused: that is a server's work. */
  connect(auth: RealtimeAuthConfig | null): void {
    this.#auth = auth
    if (!auth) return this.disconnect()
    if (!("visitorId" in auth)) {
      this.#options.onError?.(new CossistantError("NOT_SUPPORTED", { auth: "Only visitors connect from a browser." }))
      return
    }
    if (!this.#given && !this.#held) {
      this.#held = holdWidget({ apiUrl: resolveApiUrl(httpOf(this.#options.wsUrl)), publicKey: auth.publicKey })
      this.#widget = this.#held.widget
    }
    this.#listen()
    this.#held?.ready().catch((cause: unknown) => this.#options.onError?.(cause instanceof Error ? cause : new Error(String(cause))))
  }
  /** Hangs up a connection of its own; the one of a client lives as long as its widget does. */
  disconnect(): void {
    this.#held?.release()
    this.#teller.tell()
  }
  /** Tries at once. */
  reconnect(): void {
    if (this.#held && this.#auth) this.connect(this.#auth)
    this.#widget?.reload()
  }
  /** Connects as someone else; the visitor of this browser stays who its secret says. */
  updateAuth(auth: RealtimeAuthConfig | null): void {
    this.connect(auth)
  }
  /** Tells the server. Throws while there is no connection. */
  send(event: ClientRealtimeEvent): void {
    const widget = this.#widget
    if (!widget || this.getState().status !== "connected") throw new CossistantError("UNREACHABLE")
    const { conversationId } = event.payload
    if (event.type === "conversationTyping") {
      const { isTyping, visitorPreview } = event.payload
      const preview = widget.get().website.value?.typingPreview ? visitorPreview?.slice(0, 2_000) : undefined
      widget.call("conversations.typing", { conversationId, isTyping, ...(isTyping && preview && { preview }) }).catch(this.#fail)
    } else {
      const seq = widget.get().panel?.conversations.byId[conversationId]?.lastSeq
      if (seq !== undefined) widget.call("conversations.seen", { conversationId, seq }).catch(this.#fail)
    }
  }
  #fail = (cause: unknown): void => this.#options.onError?.(cause instanceof Error ? cause : new Error(String(cause)))
  /** As `send`, for an event as JSON. Anything else, such as `ping`, is left alone. */
  sendRaw(data: string): void {
    let event: unknown
    try {
      event = JSON.parse(data)
    } catch {
      return
    }
    const type = typeof event === "object" && event !== null && "type" in event ? event.type : null
    // Its type says what it is; what the payload holds, the server looks at.
    if (type === "conversationTyping" || type === "conversationSeen") this.send(event as ClientRealtimeEvent)
  }
  /** Hears events; gives what stops it. */
  subscribe(listener: (event: RealtimeEvent) => void): () => void {
    const entry = (event: RealtimeEvent) => listener(event)
    this.#listeners.add(entry)
    this.#listen()
    return () => void this.#listeners.delete(entry)
  }
  getState(): RealtimeState {
    return stateOf(this.#widget?.get().panel?.connection)
  }
  /** Hears when the state changes; gives what stops it. */
  onStateChange(listener: (state: RealtimeState) => void): () => void {
    const entry = (state: RealtimeState) => listener(state)
    this.#teller.listeners.add(entry)
    this.#listen()
    return () => void this.#teller.listeners.delete(entry)
  }
  /** Does nothing: whoever is connected, and looks at the page, counts as there. */
  enablePresence(_intervalMs?: number): void {}
  pausePresence(): void {}
  resumePresence(): void {}
  destroy(): void {
    this.disconnect()
    this.#unlisten()
    this.#listeners.clear()
    this.#teller.listeners.clear()
  }
}
