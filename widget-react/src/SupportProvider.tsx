import type { SupportController } from "@cossistant/core/documented/client/SupportController"
import { widgetOf } from "@cossistant/core/documented/client/widgetOf"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import { httpOf, resolveApiUrl } from "@cossistant/core/dom/apiUrl"
import { publicKey as findKey } from "@cossistant/core/dom/publicKey"
import { makeWidget } from "@cossistant/core/widget/widget"
import type { DefaultMessage } from "@cossistant/types"
import { Fragment, type ReactElement, type ReactNode, useEffect, useMemo, useState } from "react"
import { useConnectionCallbacks } from "./useEventCallbacks.ts"
import { useLayer } from "./useLayer.ts"
import { sharing } from "./sharing.ts"
import { SpeechContext, useSpeech, useTextOptions } from "./useTextOptions.ts"
import { WidgetContext } from "./WidgetContext.ts"

export interface SupportProviderProps {
  children?: ReactNode
  /** The site's public key; without it the host's build environment is asked (`NEXT_PUBLIC_COSSISTANT_API_KEY` …). */
  publicKey?: string | undefined
  /**
   * The server's address, such as `https://support.example.com`. Default: what the host's build environment says
   * (`NEXT_PUBLIC_COSSISTANT_API_URL` …), else the page's own origin.
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

/** Gives everything below it one support widget: its conversations, its connection, its settings. Renders its children. */
export const SupportProvider = (props: SupportProviderProps): ReactElement => {
  const { controller, publicKey } = props
  const socketUrl = httpOf(props.wsUrl)
  const apiUrl = props.apiUrl ?? socketUrl
  const widget = useMemo(() => {
    const { envVarName, key } = findKey(publicKey)
    return widgetOf(controller) ?? makeWidget({ publicKey: key, apiUrl: resolveApiUrl(apiUrl), socketUrl, envVarName })
  }, [controller, apiUrl, socketUrl, publicKey])
  useLayer(widget, "provider", {
    defaultMessages: props.defaultMessages,
    quickOptions: props.quickOptions,
    autoConnect: props.autoConnect,
    size: props.size,
    sound: props.sound,
    tracking: props.tracking,
    defaultOpen: props.defaultOpen
  })
  useConnectionCallbacks(widget, { onWsConnect: props.onWsConnect, onWsDisconnect: props.onWsDisconnect, onWsError: props.onWsError })
  useEffect(() => {
    widget.start()
    return () => widget.stop()
  }, [widget])
  const speech = useTextOptions(useSpeech(widget), props.locale, props.content)
  // The same for its life, or what is below would be drawn anew.
  const [Share = Fragment] = useState(() => sharing())
  return (
    <WidgetContext.Provider value={widget}>
      <SpeechContext.Provider value={speech}>
        <Share>{props.children}</Share>
      </SpeechContext.Provider>
    </WidgetContext.Provider>
  )
}
