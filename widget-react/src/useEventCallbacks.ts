import type { Widget } from "@cossistant/core/widget/widget"
import { useEffect, useRef } from "react"
import type { SupportEventCallbacks } from "./SupportProps.ts"

/** Passes the widget's events to the callbacks of the latest render. */
export const useEventCallbacks = (widget: Widget, callbacks: SupportEventCallbacks): void => {
  const latest = useRef(callbacks)
  useEffect(() => {
    latest.current = callbacks
  })
  useEffect(() => {
    const ends = [
      widget.on("conversationStart", (event) => latest.current.onConversationStart?.(event)),
      widget.on("conversationEnd", (event) => latest.current.onConversationEnd?.(event)),
      widget.on("messageSent", (event) => latest.current.onMessageSent?.(event)),
      widget.on("messageReceived", (event) => latest.current.onMessageReceived?.(event)),
      widget.on("error", (event) => latest.current.onError?.(event)),
      ...(["conversationStart", "conversationEnd", "messageSent", "messageReceived", "error"] as const).map((type) =>
        widget.on(type, (event) => latest.current.onEvent?.(event)))
    ]
    return () => ends.forEach((end) => end())
  }, [widget])
}
