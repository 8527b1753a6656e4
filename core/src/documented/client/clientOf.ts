import type { Widget } from "../../widget/widget.ts"
import { CossistantClient, type CossistantClientOptions } from "./CossistantClient.ts"
import { WIDGET } from "./widgetOf.ts"

const made = new WeakMap<Widget, CossistantClient>()

/**
 * The client of a widget that somebody else keeps, the same for the same widget; `options` are those of the first to ask.
 * Destroying it doesn't stop the widget.
 */
export const clientOf = (widget: Widget, options: CossistantClientOptions = {}): CossistantClient => {
  const carrying: object = { ...options, [WIDGET]: widget }
  const client = made.get(widget) ?? new CossistantClient({ apiUrl: widget.get().apiUrl }, carrying)
  made.set(widget, client)
  return client
}
