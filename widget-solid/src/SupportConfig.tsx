import type { DefaultMessage } from "@cossistant/types"
import type { JSX } from "solid-js"
import { useLayer } from "./useLayer.ts"
import { useWidget } from "./WidgetContext.ts"

export interface SupportConfigProps {
  /** Welcome lines shown before the first message. */
  defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  /** Questions offered on the home page. */
  quickOptions?: ReadonlyArray<string> | undefined
}

/**
 * Settings for the page it stands on: they hold over the provider's while it is mounted, and are taken back when it
 * leaves. What is left out says nothing. Renders nothing.
 */
export const SupportConfig = (props: SupportConfigProps): JSX.Element => {
  useLayer(useWidget(), "config", () => ({ defaultMessages: props.defaultMessages, quickOptions: props.quickOptions }))
  return null
}
