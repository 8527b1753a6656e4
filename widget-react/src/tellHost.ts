import { documentedEvent } from "@cossistant/core/documented/supportEvents"
import type { SupportEvent as EngineEvent } from "@cossistant/core/widget/SupportEvent"
import type { Widget } from "@cossistant/core/widget/widget"
import type { SupportEvent } from "@cossistant/types"
import type { SupportEventCallbacks } from "./SupportProps.ts"

const names = {
  conversationStart: "onConversationStart", conversationEnd: "onConversationEnd", messageSent: "onMessageSent",
  messageReceived: "onMessageReceived", error: "onError"
} as const

/** Passes an event of the engine to the host's callbacks, in its documented shape. */
export const tellEvent = (widget: Widget, event: EngineEvent, callbacks: SupportEventCallbacks): void => {
  const documented = documentedEvent(widget, event)
  // Each name stands with the callback for its events.
  const callback = callbacks[names[event.type]] as ((event: SupportEvent) => void) | undefined
  callback?.(documented)
  callbacks.onEvent?.(documented)
}

/** What a host may want to hear of the live connection. */
export interface ConnectionCallbacks {
  readonly onWsConnect?: (() => void) | undefined
  readonly onWsDisconnect?: (() => void) | undefined
  readonly onWsError?: ((error: Error) => void) | undefined
}

/** Tells the host once for each change of the live connection: made, lost, refused. Gives what stops it. */
export const watchConnection = (widget: Widget, callbacks: () => ConnectionCallbacks): () => void => {
  let before = "Idle"
  const look = () => {
    const now = widget.get().panel?.connection._tag ?? "Idle"
    const was = before
    if (now === was) return
    before = now
    if (now === "Online") callbacks().onWsConnect?.()
    else if (was === "Online") callbacks().onWsDisconnect?.()
    if (now === "Refused") callbacks().onWsError?.(new Error("The live connection was refused."))
    if (now === "Reconnecting" && was === "Connecting") callbacks().onWsError?.(new Error("The live connection couldn't be made."))
  }
  look()
  return widget.subscribe(look)
}
