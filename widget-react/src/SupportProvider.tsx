"use client"
import { publicKey as findKey } from "@cossistant/core/dom/publicKey"
import type { DefaultMessage } from "@cossistant/core/widget/nouns"
import { makeWidget } from "@cossistant/core/widget/widget"
import { type ReactElement, type ReactNode, useEffect, useMemo } from "react"
import { useLayer } from "./useLayer.ts"
import { WidgetContext } from "./WidgetContext.ts"

export interface SupportProviderProps {
  readonly children?: ReactNode
  /** The site's public key; without it the host's build environment is asked (`NEXT_PUBLIC_COSSISTANT_API_KEY` …). */
  readonly publicKey?: string | undefined
  /** The server's address, such as `https://support.example.com`. Default: the page's own origin. */
  readonly apiUrl?: string | undefined
  /** Welcome lines shown before the first message. */
  readonly defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  /** Questions offered on the home page; one click asks them. */
  readonly quickOptions?: ReadonlyArray<string> | undefined
  /** False: no live connection and no conversations before the panel is opened. Default true. */
  readonly autoConnect?: boolean | undefined
  readonly size?: "normal" | "larger" | undefined
  /** Opens the widget once, at the start. */
  readonly defaultOpen?: boolean | undefined
}

/** Gives everything below it one support widget: its conversations, its connection, its settings. Renders its children. */
export const SupportProvider = (props: SupportProviderProps): ReactElement => {
  const { apiUrl = globalThis.location?.origin ?? "", publicKey } = props
  const widget = useMemo(() => {
    const { envVarName, key } = findKey(publicKey)
    return makeWidget({ publicKey: key, apiUrl, envVarName })
  }, [apiUrl, publicKey])
  useLayer(widget, "provider", {
    defaultMessages: props.defaultMessages,
    quickOptions: props.quickOptions,
    autoConnect: props.autoConnect,
    size: props.size,
    defaultOpen: props.defaultOpen
  })
  useEffect(() => {
    widget.start()
    return () => widget.stop()
  }, [widget])
  return <WidgetContext.Provider value={widget}>{props.children}</WidgetContext.Provider>
}
