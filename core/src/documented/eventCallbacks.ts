import type { SupportEvent, SupportEventCallbacks as DocumentedCallbacks } from "@cossistant/types"
import { heldChunk, keepLoading, loadChunk } from "../dom/chunk.ts"
import type { SupportEvent as EngineEvent } from "../widget/SupportEvent.ts"
import type { Widget } from "../widget/widget.ts"

/** What a widget tells its host page; each is told exactly once. `onEvent` is told all of them. */
export interface EventCallbacks extends DocumentedCallbacks {
  onEvent?: ((event: SupportEvent) => void) | undefined
}

const names = {
  conversationStart: "onConversationStart", conversationEnd: "onConversationEnd", messageSent: "onMessageSent",
  messageReceived: "onMessageReceived", error: "onError"
} as const

/** What makes documented events of the engine's. */
const loadEvents = () => import("./supportEvents.ts")

/** Passes the widget's events to the `latest` callbacks. Gives what ends it. */
export const tellEvents = (widget: Widget, latest: () => EventCallbacks): () => void => {
  let isMounted = true
  const wants = (name: keyof EventCallbacks) => latest()[name] !== undefined || latest().onEvent !== undefined
  const pass = (event: EngineEvent, { documentedEvent }: Awaited<ReturnType<typeof loadEvents>>) => {
    const documented = documentedEvent(widget, event)
    // Each name stands with the callback for its events.
    const callback = latest()[names[event.type]] as ((event: SupportEvent) => void) | undefined
    callback?.(documented)
    latest().onEvent?.(documented)
  }
  const tell = (event: EngineEvent) => {
    if (!wants(names[event.type])) return
    const held = heldChunk(loadEvents)
    if (held) pass(event, held)
    else void keepLoading(loadEvents).then((loaded) => isMounted && pass(event, loaded))
  }
  if (Object.values(names).some(wants)) loadChunk(loadEvents).catch(() => {}) // asked for again with the first event
  const ends = Object.keys(names).map((type) => widget.on(type as EngineEvent["type"], tell)) // the keys are all event types
  return () => {
    isMounted = false
    ends.forEach((end) => end())
  }
}
