import { type SupportEventEmitter, supportEventEmitter, supportEvents, type SupportEvents } from "@cossistant/core/documented/supportEvents"
import { useContext } from "solid-js"
import { WidgetContext } from "./WidgetContext.ts"

/** The widget's events, to hear and to tell: `subscribe(type, listener)` gives what ends it. Null outside `SupportProvider`. */
export const useSupportEvents = (): SupportEvents | null => {
  const widget = useContext(WidgetContext)
  return widget === undefined ? null : supportEvents(widget)
}

/** Tells the widget's events from pages of the host's own, to everyone who hears them. Outside `SupportProvider` nobody does. */
export const useSupportEventEmitter = (): SupportEventEmitter => supportEventEmitter(useSupportEvents())
