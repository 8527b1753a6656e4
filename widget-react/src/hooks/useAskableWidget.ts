import { widgetOf } from "@cossistant/core/documented/client/widgetOf"
import type { Widget } from "@cossistant/core/widget/widget"
import { useContext, useSyncExternalStore } from "react"
import { WidgetContext } from "../WidgetContext.ts"

const never = () => () => {}

/**
 * The widget that a hook asks the server through: the one behind `client`, else that of the provider around. Null without
 * either, and while it has no working key: there is nobody to ask then.
 */
export const useAskableWidget = (client: object | null | undefined): Widget | null => {
  const around = useContext(WidgetContext)
  const widget = widgetOf(client) ?? around
  const isConfigured = useSyncExternalStore(widget?.subscribe ?? never, () => widget?.get().configurationError === null, () => true)
  return isConfigured ? widget : null
}
