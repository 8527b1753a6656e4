import type { SupportEventType } from "@cossistant/types"
import { heldChunk, keepLoading, loadChunk } from "../dom/chunk.ts"
import type { SupportEvent as EngineEvent } from "../widget/SupportEvent.ts"
import type { Widget } from "../widget/widget.ts"
import type { ConnectionCallbacks, EventCallbacks } from "./tellHost.ts"

const types: ReadonlyArray<SupportEventType> = ["conversationStart", "conversationEnd", "messageSent", "messageReceived", "error"]

/** What only hosts with callbacks need. */
const load = () => import("./tellHost.ts")

const isListening = (callbacks: EventCallbacks): boolean => Object.values(callbacks).some((value) => typeof value === "function")

/** Passes the widget's events to the `latest` callbacks. Gives what ends it. */
export const tellEvents = (widget: Widget, latest: () => EventCallbacks): () => void => {
  const tell = (event: EngineEvent) => {
    if (!isListening(latest())) return
    const held = heldChunk(load)
    if (held) held.tellEvent(widget, event, latest())
    else void keepLoading(load).then((loaded) => loaded.tellEvent(widget, event, latest()))
  }
  if (isListening(latest())) loadChunk(load).catch(() => {}) // asked for again with the first event
  const ends = types.map((type) => widget.on(type, tell))
  return () => ends.forEach((end) => end())
}

/** Tells the `latest` callbacks once for each change of the live connection. Gives what ends it. */
export const tellConnection = (widget: Widget, latest: () => ConnectionCallbacks): () => void => {
  let isEnded = false
  let end = () => {}
  keepLoading(load, () => !isEnded).then((loaded) => {
    if (!isEnded) end = loaded.watchConnection(widget, latest)
  }, () => {}) // rejected only when it has ended
  return () => {
    isEnded = true
    end()
  }
}
