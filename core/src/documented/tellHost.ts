import type { SupportEvent, SupportEventCallbacks } from "@cossistant/types"
import { CossistantError } from "./CossistantError.ts"
import { documentedEvent } from "./supportEvents.ts"
import type { SupportEvent as EngineEvent } from "../widget/SupportEvent.ts"
import type { Widget } from "../widget/widget.ts"

/** Each event's own callback. */
const callbackNames = {
  conversationStart: "onConversationStart", conversationEnd: "onConversationEnd", messageSent: "onMessageSent",
  messageReceived: "onMessageReceived", error: "onError"
} as const

/** What a widget tells its host page; each is told exactly once. `onEvent` is told all of them. */
export interface EventCallbacks extends SupportEventCallbacks {
  onEvent?: ((event: SupportEvent) => void) | undefined
}

/** Passes an event of the engine to the host's callbacks, in its documented shape. */
export const tellEvent = (widget: Widget, event: EngineEvent, callbacks: EventCallbacks): void => {
  const documented = documentedEvent(widget, event)
  // Each name stands with the callback for its events.
  const callback = callbacks[callbackNames[event.type]] as ((event: SupportEvent) => void) | undefined
  callback?.(documented)
  callbacks.onEvent?.(documented)
}

/** What a host may want to hear of the live connection. */
export interface ConnectionCallbacks {
  readonly onWsConnect?: (() => void) | undefined
  readonly onWsDisconnect?: (() => void) | undefined
  /** `code` is `UNREACHABLE` where no connection could be made, `REFUSED` where the server doesn't want one. */
  readonly onWsError?: ((error: Error) => void) | undefined
}

/** Tells the host once for each change of the live connection: made, lost, refused. Gives what stops it. */
export const watchConnection = (widget: Widget, callbacks: () => ConnectionCallbacks): () => void => {
  let before = "Idle"
  const look = () => {
    const connection = widget.get().panel?.connection
    const now = connection?._tag ?? "Idle"
    const was = before
    if (now === was) return
    before = now
    if (now === "Online") callbacks().onWsConnect?.()
    else if (was === "Online") callbacks().onWsDisconnect?.()
    if (now === "Refused") callbacks().onWsError?.(new CossistantError("REFUSED", connection))
    if (now === "Reconnecting" && was === "Connecting") callbacks().onWsError?.(new CossistantError("UNREACHABLE", connection))
  }
  look()
  return widget.subscribe(look)
}
