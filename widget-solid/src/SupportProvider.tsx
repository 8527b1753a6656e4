import type { SupportController } from "@cossistant/core/documented/client/SupportController"
import { widgetOf } from "@cossistant/core/documented/client/widgetOf"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import { httpOf, resolveApiUrl } from "@cossistant/core/dom/apiUrl"
import { publicKey as findKey } from "@cossistant/core/dom/publicKey"
import { makeWidget, type Widget } from "@cossistant/core/widget/widget"
import type { DefaultMessage } from "@cossistant/types"
import { createMemo, type JSX, onCleanup, onMount, Show } from "solid-js"
import { useConnectionCallbacks } from "./useEventCallbacks.ts"
import { useLayer } from "./useLayer.ts"
import { shared } from "./sharing.ts"
import { SpeechContext, useSpeech, useTextOptions } from "./useTextOptions.ts"
import { WidgetContext } from "./WidgetContext.ts"

export interface SupportProviderProps {
  children?: JSX.Element
  /** The site's public key; without it the host's build environment is asked (`VITE_COSSISTANT_API_KEY` …). */
  publicKey?: string | undefined
  /**
   * The server's address, such as `https://support.example.com`. Default: what the host's build environment says
   * (`VITE_COSSISTANT_API_URL` …), else the page's own origin.
   */
  apiUrl?: string | undefined
  /**
   * Where live connections go, such as `wss://live.example.com`, if that is another address of the same server. Beside
   * `apiUrl` it is for sockets alone: everything else, and live news where sockets don't pass, goes to `apiUrl`. Without
   * `apiUrl` it says where the server is.
   */
  wsUrl?: string | undefined
  /** Welcome lines shown before the first message. */
  defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  /** Questions offered on the home page; one click asks them. */
  quickOptions?: ReadonlyArray<string> | undefined
  /** False: no live connection and no conversations before the panel is opened. Default true. */
  autoConnect?: boolean | undefined
  /** A live connection was made, again too. */
  onWsConnect?: (() => void) | undefined
  /** A live connection was lost or ended. */
  onWsDisconnect?: (() => void) | undefined
  /** A live connection couldn't be made. */
  onWsError?: ((error: Error) => void) | undefined
  /** `larger` is a wider and taller panel. Default `normal`. */
  size?: "normal" | "larger" | undefined
  /** False: nothing is heard when a message comes. Default true. */
  sound?: boolean | undefined
  /**
   * Consent: false tells and keeps neither page nor referrer nor campaign. Default true; who asks not to be tracked (Global
   * Privacy Control, Do Not Track) isn't either way.
   */
  tracking?: boolean | undefined
  /** Opens the widget once, at the start. */
  defaultOpen?: boolean | undefined
  /** The language of all that stands below: a tag, or a name of your own that `content` has sentences for. `Support` and `Feedback` may say another. */
  locale?: string | undefined
  /** Sentences of your own for all that stands below, by text key. */
  content?: SupportTextContentOverrides | undefined
  /** A controller of the host's own, made by `createSupportController`: its widget is used, and goes on when this unmounts. */
  controller?: SupportController | undefined
}
export type CossistantProviderProps = SupportProviderProps

const Speaking = (props: { readonly host: SupportProviderProps }): JSX.Element => {
  const { host } = props
  const speech = useTextOptions(useSpeech(), () => host.locale, () => host.content)
  return <SpeechContext.Provider value={speech}>{shared(() => host.children)}</SpeechContext.Provider>
}

const Live = (props: { readonly widget: Widget; readonly host: SupportProviderProps }): JSX.Element => {
  const { host, widget } = props
  useLayer(widget, "provider", () => ({
    defaultMessages: host.defaultMessages,
    quickOptions: host.quickOptions,
    autoConnect: host.autoConnect,
    size: host.size,
    sound: host.sound,
    tracking: host.tracking,
    defaultOpen: host.defaultOpen
  }))
  useConnectionCallbacks(widget, host)
  onMount(() => {
    widget.start()
    onCleanup(() => widget.stop())
  })
  return <WidgetContext.Provider value={widget}><Speaking host={host} /></WidgetContext.Provider>
}

/**
 * Gives everything below it one support widget: its conversations, its connection, its settings. Renders its children,
 * anew when the key, the address or the controller is another.
 */
export const SupportProvider = (props: SupportProviderProps): JSX.Element => {
  // Compared by value, as a host's props may all change together.
  const publicKey = createMemo(() => props.publicKey)
  const socketUrl = createMemo(() => httpOf(props.wsUrl))
  const apiUrl = createMemo(() => props.apiUrl ?? socketUrl())
  const controller = createMemo(() => props.controller)
  const widget = createMemo(() => {
    const { envVarName, key } = findKey(publicKey())
    return widgetOf(controller()) ?? makeWidget({ publicKey: key, apiUrl: resolveApiUrl(apiUrl()), socketUrl: socketUrl(), envVarName })
  })
  return <Show keyed when={widget()}>{(widget) => <Live widget={widget} host={props} />}</Show>
}
