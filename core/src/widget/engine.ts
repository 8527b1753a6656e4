import { makeClient } from "../client/Client.ts"
import type { makeLive } from "../client/live.ts"
import type { RpcFailure } from "../client/RpcFailure.ts"
import type { PanelActions } from "./actions.ts"
import { makeCredentials } from "./credential.ts"
import type { LauncherEvent, Refusal } from "./events.ts"
import { initialState } from "./initialState.ts"
import { isOpen } from "./isOpen.ts"
import { launcherHandlers, wantsPanel } from "./launcher.ts"
import { LANDING, LEFT } from "./landing.ts"
import type { Contract, ServerEvent } from "./nouns.ts"
import type { PanelEngine, PanelTools } from "./panel.ts"
import type { AnyEvent, PanelCommand } from "./panelEvents.ts"
import { handle } from "./handle.ts"
import { run } from "./run.ts"
import { type Layer, mergeSettings, type Rank, type Settings } from "./settings.ts"
import { makeStore } from "./store.ts"
import type { SupportEvent, SupportEventOf, SupportEventType } from "./SupportEvent.ts"
import { withoutOldUnread } from "./unread.ts"
import { browserLauncherPlatform, type WidgetPlatform } from "./WidgetPlatform.ts"
import type { WidgetState } from "./WidgetState.ts"

interface PanelModule {
  readonly makePanel: (tools: PanelTools) => PanelEngine
  readonly makeLive: typeof makeLive
}

export interface WidgetOptions {
  /** A website's public key; null or empty shows what is missing, and asks nothing of any server. */
  readonly publicKey: string | null
  /** Where the server is, as `https://host`. */
  readonly apiUrl: string
  /** The same server's address for sockets, as `https://host`; left out they go to `apiUrl`. */
  readonly socketUrl?: string | undefined
  /** The variable a developer would put the key in, for the message that it is missing. */
  readonly envVarName?: string | undefined
  readonly platform?: WidgetPlatform | undefined
  /** How the second half of the engine is loaded; by default a dynamic import. */
  readonly loadPanel?: (() => Promise<PanelModule>) | undefined
}

/** Milliseconds that a log-out waits for the server: the host's own goes on without it. */
const LEAVE_WITHIN = 3_000

/** Everything of a widget that is neither a function of its state nor its public face: clocks, storage, the network. */
export const makeEngine = (options: WidgetOptions) => {
  const { envVarName = "COSSISTANT_API_KEY", loadPanel = () => import("./panel.ts"), platform = browserLauncherPlatform } = options
  const publicKey = options.publicKey?.trim() ?? ""
  const apiUrl = options.apiUrl.replace(/\/+$/, "")
  const storeOf = (kind: "local" | "session") => makeStore(() => platform.storage(kind), publicKey)
  const local = storeOf("local")
  const credentials = makeCredentials(local)
  const client = makeClient<Contract>({
    url: `${apiUrl}/rpc/widget`,
    socketUrl: options.socketUrl && `${options.socketUrl}/rpc/widget`,
    publicKey,
    secret: () => credentials.get()?.secret ?? null,
    platform
  }, loadPanel) // whoever wants news has loaded it
  const initial = initialState(publicKey, envVarName, apiUrl)
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const listeners = new Set<readonly [SupportEventType, (event: never) => void]>()
  const layers = new Map<Layer, { readonly rank: Rank; readonly settings: Settings }>()
  let panel: PanelEngine | undefined
  let loading: Promise<PanelEngine> | undefined
  let starts = 0
  const stops: Array<() => void> = []

  const reduce = (state: WidgetState, event: AnyEvent) => {
    const now = platform.now()
    const [next, commands] = handle(launcherHandlers, state, event as LauncherEvent, now) // what isn't its own, it ignores
    const [after, more] = panel?.reduce(state, next, event, now) ?? [next, []]
    return [withoutOldUnread(after), [...commands, ...more]] as const
  }
  const perform = (command: PanelCommand) => {
    switch (command._tag) {
      case "LoadWebsite":
        return loadWebsite()
      case "AskOpen":
        return [...layers.values()].forEach(({ settings }) => settings.onOpenChange?.(command.open))
      case "Emit":
        return emit(command.event)
      case "Wait":
        return wait(command.key, command.jitter ? platform.random() * command.ms : command.ms, () => send(command.event))
      case "Cancel":
        return cancel(command.key)
      default:
        return panel?.perform(command)
    }
  }
  const machine = run<WidgetState, AnyEvent, PanelCommand>(initial, reduce, perform, (before, after) => {
    panel?.changed(before, after)
    if (!before.isRunning || before.settings !== after.settings) land()
    want()
  })
  const { get } = machine
  const newsListeners = new Set<(news: ServerEvent) => void>()
  const send = (event: AnyEvent) => {
    if (event._tag === "News") for (const listener of newsListeners) listener(event.event)
    machine.send(event)
  }

  const cancel = (key: string) => {
    platform.clearTimeout(timers.get(key))
    timers.delete(key)
  }
  const wait = (key: string, ms: number, then: () => void) => {
    cancel(key)
    if (get().isRunning) timers.set(key, platform.setTimeout(() => (timers.delete(key), then()), ms))
  }
  const emit = (event: SupportEvent) => {
    for (const [type, listener] of listeners) {
      // A listener takes the events of the type it stands with; what it throws is its own matter.
      if (type === event.type) queueMicrotask(() => (listener as (event: SupportEvent) => void)(event))
    }
  }
  const loadWebsite = () => {
    const asked = credentials.get()?.secret
    client.call("websites.get").then((website) => {
      // Meanwhile someone else is here: what the site says of its visitor is not theirs.
      if (asked !== credentials.get()?.secret) return loadWebsite()
      // The server knows this secret no more, and there is nothing else of that visitor here.
      if (asked && !website.visitor && !panel) credentials.set(null)
      send({ _tag: "WebsiteLoaded", website })
      // It is told who logged out while it was away.
      if (local.read(LEFT)) act("logout", [])
    }, (failure: RpcFailure<Refusal>) => send({ _tag: "WebsiteFailed", error: failure.error }))
  }
  const load = (): Promise<PanelEngine> =>
    loading ??= loadPanel().then(({ makePanel }) => {
      panel = makePanel({ client, credentials, get, local, platform, scope: publicKey, send, session: storeOf("session") })
      send(panel.loaded)
      if (get().isRunning) stops.push(panel.start())
      return panel
    }, (cause: unknown) => {
      loading = undefined
      emit({ type: "error", error: cause as Error, context: "load" }) // import() rejects with nothing else
      throw cause
    })
  /**
   * Loads the second half when it is wanted: at once where it is looked at, else when the host's page has nothing else to do. One that
   * couldn't be loaded comes with whatever happens next.
   */
  const want = () => {
    if (!panel && wantsPanel(get())) (isOpen(get()) ? load() : platform.untilIdle().then(load)).catch(() => {})
  }

  /** Does one of the panel's actions, now or as soon as it is loaded. */
  const act = (name: keyof PanelActions, args: ReadonlyArray<unknown>): unknown => {
    const run = (panel: PanelEngine) => panel.act(name, args)
    return panel ? run(panel) : load().then(run, () => null)
  }

  /** Keeps how the person came here first, for as long as that may be kept. */
  const land = () => {
    const { isRunning, settings: { tracking = true } } = get()
    if (isRunning && !(tracking && local.read(LANDING))) local.write(LANDING, tracking ? platform.landing() : undefined)
  }

  const begin = () => {
    if (starts === 0 || get().isRunning) return
    stops.push(platform.onWake(() => {
      send({ _tag: "Woke" })
      want()
    }))
    send({ _tag: "Started" })
    platform.helpDeveloper(machine)
    if (panel) stops.push(panel.start())
  }
  const end = () => {
    send({ _tag: "Stopped" })
    for (const key of timers.keys()) cancel(key)
    for (const stop of stops.splice(0)) stop()
  }
  const mergeLayers = () => send({ _tag: "SettingsChanged", settings: mergeSettings(layers.values(), get().settings) })

  return {
    machine,
    initial,
    emit,
    load: async () => void await load(),
    isOpen: () => isOpen(get()),
    act,
    /** Over at once on this device, whatever can be loaded or reached for the rest. */
    logout: () => {
      const secret = credentials.get()?.secret ?? null
      credentials.set(null)
      send({ _tag: "VisitorReplaced", credential: null })
      return Promise.race([act("logout", [secret]), new Promise<void>((resolve) => platform.setTimeout(resolve, LEAVE_WITHIN))])
    },
    // A mount that is undone at once, as React's strict mode does, costs nothing.
    start: () => {
      if (++starts === 1) queueMicrotask(begin)
    },
    stop: () => {
      if (starts > 0 && --starts === 0 && get().isRunning) end()
    },
    on: <T extends SupportEventType>(type: T, listener: (event: SupportEventOf<T>) => void) => {
      const entry = [type, listener] as const
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    call: client.call,
    onNews: (listener: (news: ServerEvent) => void) => {
      newsListeners.add(listener)
      return () => void newsListeners.delete(listener)
    },
    configure: (rank: Rank): Layer => {
      const layer: Layer = {
        set: (settings) => {
          layers.set(layer, { rank, settings })
          mergeLayers()
        },
        remove: () => {
          if (layers.delete(layer)) mergeLayers()
        }
      }
      return layer
    }
  }
}
