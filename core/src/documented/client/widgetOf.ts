import type { Widget } from "../../widget/widget.ts"

/** Under this key whatever is built on a widget carries it, so that a renderer of another copy of this package finds it. */
export const WIDGET: unique symbol = Symbol.for("cossistant.widget") as never // `for` gives a plain symbol; this one names a field

/** Something that is built on a widget. */
export interface OfWidget {
  readonly [WIDGET]: Widget
}

/** The widget that a controller, a client or a client's options stand on; null for anything else. */
export const widgetOf = (owner: object | null | undefined): Widget | null =>
  owner && WIDGET in owner ? (owner as OfWidget)[WIDGET] : null // whoever has the key, has the widget
