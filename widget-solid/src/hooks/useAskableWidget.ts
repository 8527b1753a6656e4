import { widgetOf } from "@cossistant/core/documented/client/widgetOf"
import type { Widget } from "@cossistant/core/widget/widget"
import { type Accessor, createComputed, createMemo, createSignal, onCleanup, useContext } from "solid-js"
import { isServer } from "solid-js/web"
import { WidgetContext } from "../WidgetContext.ts"

/**
 * The widget that a hook asks the server through: the one behind `client`, else that of the provider around. Null without
 * either, and while it has no working key: there is nobody to ask then.
 */
export const useAskableWidget = (client: Accessor<object | null | undefined>): Accessor<Widget | null> => {
  const around = useContext(WidgetContext) ?? null
  const widget = createMemo(() => widgetOf(client()) ?? around)
  const [isConfigured, setConfigured] = createSignal(true)
  createComputed(() => {
    const current = widget()
    if (current === null) return
    const look = () => setConfigured(current.get().configurationError === null)
    if (!isServer) onCleanup(current.subscribe(look))
    look()
  })
  return createMemo(() => isConfigured() ? widget() : null)
}
