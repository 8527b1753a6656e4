import type {
  DefaultMessage, Navigate, PublicWebsiteResponse, SupportEvent, SupportEventType, SupportHandle, VisitorMetadataInput, VisitorResponse
} from "@cossistant/types"
import { httpOf, resolveApiUrl } from "../../dom/apiUrl.ts"
import { getEnvVarName, resolvePublicKey } from "../../dom/publicKey.ts"
import { memo } from "../../widget/memo.ts"
import type { ConfigurationError } from "../../widget/Problem.ts"
import { makeWidget, type Widget } from "../../widget/widget.ts"
import { browserLauncherPlatform, type KeyValue } from "../../widget/WidgetPlatform.ts"
import type { WidgetState as EngineState } from "../../widget/WidgetState.ts"
import { supportEvents } from "../supportEvents.ts"
import { supportHandle } from "../supportHandle.ts"
import type { NavigationStack, SupportConfig, SupportStore } from "../supportStore.ts"
import { supportStoreActions, supportStoreValue } from "../supportStoreValue.ts"
import { supportActions, supportValue } from "../supportValue.ts"
import type { WebsiteState } from "../websiteStore.ts"
import { clientOf } from "./clientOf.ts"
import type { IdentifyRequest, IdentifyResponse } from "./ClientRequests.ts"
import type { CossistantClient, CossistantClientOptions } from "./CossistantClient.ts"
import { engineStore } from "./engineStore.ts"
import { WIDGET } from "./widgetOf.ts"

export interface SupportControllerOptions {
  /** The server's address; see `resolveApiUrl`. */
  apiUrl?: string | undefined
  /** Where live connections go, if that is another address of the same server; see `httpOf`. */
  wsUrl?: string | undefined
  /** See `resolvePublicKey`. */
  publicKey?: string | undefined
  clientOptions?: CossistantClientOptions | undefined
  defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  quickOptions?: ReadonlyArray<string> | undefined
  /** False: no live connection and no conversations before they are asked for. Default true. */
  autoConnect?: boolean | undefined
  size?: "normal" | "larger" | undefined
  /** False: nothing is heard when a message comes. Default true. */
  sound?: boolean | undefined
  /**
   * Consent: false tells and keeps neither page nor referrer nor campaign. Default true; who asks not to be tracked (Global
   * Privacy Control, Do Not Track) isn't either way.
   */
  tracking?: boolean | undefined
  /** Opens once, when it is first started. */
  defaultOpen?: boolean | undefined
  /** Where what outlives the page is kept, in place of the browser's own. */
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined
  onWsConnect?: (() => void) | undefined
  onWsDisconnect?: (() => void) | undefined
  onWsError?: ((error: Error) => void) | undefined
}

/** A widget at one moment. */
export interface SupportControllerSnapshot {
  /** Null without a public key. */
  client: CossistantClient | null
  website: PublicWebsiteResponse | null
  websiteStatus: WebsiteState["status"]
  error: Error | null
  configurationError: ConfigurationError | null
  defaultMessages: DefaultMessage[]
  quickOptions: string[]
  unreadCount: number
  isVisitorBlocked: boolean
  visitorId: string | null
  support: SupportConfig
  navigation: NavigationStack
  isLoading: boolean
  isOpen: boolean
  size: "normal" | "larger"
}

type EventOf<Type extends SupportEventType> = Extract<SupportEvent, { type: Type }>

/** A widget without anything drawn: hand it to a `SupportProvider` as `controller`, or draw it yourself. */
export interface SupportController extends Omit<SupportHandle, "navigate"> {
  /** Page and opening, as a store. Its own functions move the widget; `setState` changes nothing. */
  readonly supportStore: SupportStore
  /** Begins to live. May follow `destroy` at any time; a second one does nothing. */
  start(): void
  /** Hangs up and stops all clocks; keeps what it knows. */
  destroy(): void
  /** The same object until something changes. */
  getState(): SupportControllerSnapshot
  getSnapshot(): SupportControllerSnapshot
  /** Hears after changes, at most once for each microtask. Gives the function that stops it. */
  subscribe(listener: (snapshot: SupportControllerSnapshot) => void): () => void
  /** Loads the website, anew with `force`. Null where it can't be loaded; the snapshot's `error` says why. */
  refresh(params?: { force?: boolean | undefined }): Promise<PublicWebsiteResponse | null>
  /** Changes settings, each only if it is named. Key, address and storage hold for the controller's life. */
  updateOptions(options: Partial<SupportControllerOptions>): void
  updateSupportConfig(config: Partial<SupportConfig>): void
  setDefaultMessages(messages: ReadonlyArray<DefaultMessage>): void
  setQuickOptions(options: ReadonlyArray<string>): void
  /** Shows another count until the next message or read one changes it, for good. */
  setUnreadCount(count: number): void
  navigate: Navigate
  replace: Navigate
  /** Null where it was refused, which an `error` event tells. */
  identify(params: IdentifyRequest): Promise<IdentifyResponse | null>
  /** Null where it was refused, which an `error` event tells. */
  updateVisitorMetadata(metadata: VisitorMetadataInput): Promise<VisitorResponse | null>
  /** Ends this visitor, here and on the server. */
  logout(): Promise<void>
  reset(): Promise<void>
  emit(event: SupportEvent): void
  /** Hears events of one type; gives what stops it. */
  on<Type extends SupportEventType>(type: Type, listener: (event: EventOf<Type>) => void): () => void
  off<Type extends SupportEventType>(type: Type, listener: (event: EventOf<Type>) => void): void
}

const makeSnapshot = (client: CossistantClient | null): (state: EngineState) => SupportControllerSnapshot => memo(
  (state: EngineState) => [supportValue(state), supportStoreValue(state), state.website.status] as const,
  (value, { config, navigation }, status) => {
    const { configurationError, defaultMessages, error, isLoading, isOpen, quickOptions, size, unreadCount, visitor, website } = value
    return {
      client, website, websiteStatus: status === "ready" ? "success" : status === "failed" ? "error" : status, error, configurationError,
      defaultMessages, quickOptions, unreadCount, isVisitorBlocked: visitor?.isBlocked === true, visitorId: visitor?.id ?? null, support: config,
      navigation, isLoading, isOpen, size
    }
  }
)

/** Calls back when a live connection comes up, goes, or fails. Gives what stops it. */
const watchConnection = (client: CossistantClient, options: () => SupportControllerOptions): () => void => {
  let isUp = client.realtime.getState().status === "connected"
  return client.realtime.onStateChange(({ error, status }) => {
    const { onWsConnect, onWsDisconnect, onWsError } = options()
    if (isUp !== (isUp = status === "connected")) (isUp ? onWsConnect : onWsDisconnect)?.()
    if (error) onWsError?.(error)
  })
}

const controllers = new WeakMap<Widget, SupportController>()

const controlling = (widget: Widget, given: SupportControllerOptions): SupportController => {
  let options = given
  const isKeyless = widget.getServerSnapshot().configurationError?.type === "missing_api_key"
  const client = isKeyless ? null : clientOf(widget, given.clientOptions)
  const snapshot = makeSnapshot(client)
  const store = engineStore(widget, snapshot)
  const layer = widget.configure("provider")
  const { setDefaultMessages, setQuickOptions } = supportActions(widget)
  const events = supportEvents(widget)
  const storeActions = supportStoreActions(widget)
  const { navigate, replace, updateConfig } = storeActions
  const offs = new Map<SupportEventType, Map<unknown, () => void>>()
  let stops: ReadonlyArray<() => void> = []

  const say = () => {
    const { autoConnect, defaultMessages, defaultOpen, quickOptions, size, sound, tracking } = options
    layer.set({ autoConnect, defaultMessages, defaultOpen, quickOptions, size, sound, tracking })
  }
  say()
  const orNull = <A>(work: Promise<A> | undefined): Promise<A | null> => work ? work.catch(() => null) : Promise.resolve(null)
  const controller: SupportController = {
    ...supportHandle(widget),
    navigate,
    replace,
    supportStore: { ...engineStore(widget, supportStoreValue), ...storeActions },
    start: () => {
      if (stops.length > 0) return
      widget.start()
      stops = [widget.stop, ...(client ? [watchConnection(client, () => options)] : [])]
    },
    destroy: () => {
      for (const stop of stops) stop()
      stops = []
    },
    getState: store.getState,
    getSnapshot: store.getState,
    subscribe: store.subscribe,
    refresh: (params) => orNull(client?.fetchWebsite(params)),
    updateOptions: (changes) => {
      options = { ...options, ...changes }
      say()
    },
    updateSupportConfig: updateConfig,
    setDefaultMessages,
    setQuickOptions,
    setUnreadCount: widget.setUnreadCount,
    identify: (params) => orNull(client?.identify(params)),
    updateVisitorMetadata: (metadata) => orNull(client?.updateVisitorMetadata(metadata)),
    logout: () => widget.logout(),
    reset: () => widget.logout(),
    emit: events.emit,
    on: (type, listener) => {
      const ofType = offs.get(type) ?? new Map<unknown, () => void>()
      offs.set(type, ofType)
      const off = ofType.get(listener) ?? events.subscribe(type, listener)
      ofType.set(listener, off)
      return () => controller.off(type, listener)
    },
    off: (type, listener) => {
      offs.get(type)?.get(listener)?.()
      offs.get(type)?.delete(listener)
    }
  }
  Object.defineProperty(controller, WIDGET, { value: widget })
  controllers.set(widget, controller)
  return controller
}

/** Makes a controller. It does nothing before `start()`, and may be made while a page is rendered on a server. */
export const createSupportController = (options: SupportControllerOptions = {}): SupportController => {
  const { apiUrl, publicKey, storage, wsUrl } = options
  const kept: KeyValue | undefined = storage
  return controlling(makeWidget({
    publicKey: resolvePublicKey(publicKey), apiUrl: resolveApiUrl(apiUrl ?? httpOf(wsUrl)), socketUrl: httpOf(wsUrl), envVarName: getEnvVarName(),
    ...(kept && { platform: { ...browserLauncherPlatform, storage: () => kept } })
  }), options)
}

/** The controller of a widget, the same for the same one: that which it was made by, else one that moves it. */
export const controllerOf = (widget: Widget): SupportController => controllers.get(widget) ?? controlling(widget, {})
