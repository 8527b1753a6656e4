import type { Widget } from "@cossistant/core/widget/widget"
import { onCleanup } from "solid-js"
import type { SupportEventCallbacks } from "./SupportProps.ts"

/** Passes the widget's events to the host's callbacks. */
export const useEventCallbacks = (widget: Widget, callbacks: SupportEventCallbacks): void => {
  const ends = [
    widget.on("conversationStart", (event) => callbacks.onConversationStart?.(event)),
    widget.on("conversationEnd", (event) => callbacks.onConversationEnd?.(event)),
    widget.on("messageSent", (event) => callbacks.onMessageSent?.(event)),
    widget.on("messageReceived", (event) => callbacks.onMessageReceived?.(event)),
    widget.on("error", (event) => callbacks.onError?.(event)),
    ...(["conversationStart", "conversationEnd", "messageSent", "messageReceived", "error"] as const).map((type) =>
      widget.on(type, (event) => callbacks.onEvent?.(event)))
  ]
  onCleanup(() => ends.forEach((end) => end()))
}
