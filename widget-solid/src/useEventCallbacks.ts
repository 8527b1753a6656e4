import { tellConnection, tellEvents } from "@cossistant/core/documented/hostCallbacks"
import type { ConnectionCallbacks, EventCallbacks } from "@cossistant/core/documented/tellHost"
import type { Widget } from "@cossistant/core/widget/widget"
import { createEffect, onCleanup, onMount, untrack } from "solid-js"

/** Passes the widget's events to the host's present callbacks. */
export const useEventCallbacks = (widget: Widget, callbacks: EventCallbacks): void => {
  // The callbacks alone: to look at all of a component's props would draw its children.
  const latest = (): EventCallbacks => {
    const { onConversationEnd, onConversationStart, onError, onEvent, onMessageReceived, onMessageSent } = callbacks
    return { onConversationEnd, onConversationStart, onError, onEvent, onMessageReceived, onMessageSent }
  }
  onMount(() => onCleanup(tellEvents(widget, latest)))
}

/** Tells the host once for each change of the live connection: made, lost, refused. */
export const useConnectionCallbacks = (widget: Widget, callbacks: ConnectionCallbacks): void => {
  createEffect(() => {
    if (callbacks.onWsConnect ?? callbacks.onWsDisconnect ?? callbacks.onWsError) {
      onCleanup(untrack(() => tellConnection(widget, () => callbacks)))
    }
  })
}
