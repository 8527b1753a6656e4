import { makeCaller } from "../client/Caller.ts"
import { RpcFailure } from "../client/RpcFailure.ts"
import { makeCredentials } from "./credential.ts"
import type { LauncherEvent, Refusal } from "./events.ts"
import { isOpen, launcherHandlers } from "./launcher.ts"
import { newMessageId } from "./newMessageId.ts"
import type { Contract } from "./nouns.ts"
import { restorePage, savePage } from "./pages.ts"
import type { PanelEngine, PanelTools } from "./panel.ts"
import type { AnyEvent, PanelCommand, PanelEvent } from "./panelEvents.ts"
import type { PutFile } from "./putFile.ts"
import { initialRouter } from "./router.ts"
import { handle, run } from "./run.ts"
import { type Layer, mergeSettings, type Rank, type Settings } from "./settings.ts"
import { makeStore } from "./store.ts"
import type { SupportEvent, SupportEventOf, SupportEventType } from "./SupportEvent.ts"
import { initialWebsite, websiteHandlers } from "./website.ts"
import { browserWidgetPlatform, type WidgetPlatform } from "./WidgetPlatform.ts"
import type { WidgetState } from "./WidgetState.ts"

export interface WidgetOptions {
  /** A website's public key; null or empty shows what is missing, and asks nothing of any server. */
  readonly publicKey: string | null
  /** Where the server is, as `https://host`. */
  readonly apiUrl: string
  /** The variable a developer would put the key in, for the message that it is missing. */
  readonly envVarName?: string | undefined
  readonly platform?: WidgetPlatform | undefined
  /** How files go out; by default XMLHttpRequest. */
  readonly putFile?: PutFile | undefined
  /** How the second half of the engine is loaded; by default a dynamic import. */
  readonly loadPanel?: (() => Promise<{ readonly makePanel: (tools: PanelTools) => PanelEngine }>) | undefined
}

const initialState = (publicKey: string | null, envVarName: string): WidgetState => ({
  self: {},
  isRunning: false,
  isVisible: true,
  settings: {},
  launcher: { isOpen: false, defaultApplied: false },
  router: initialRouter,
  website: initialWebsite,
  configurationError: publicKey ? null : {
    type: "missing_api_key", message: `Pass publicKey, or set ${envVarName}.`, envVarName
  },
  panel: null
})

/** Everything of a widget that is neither a function of its state nor its public face: clocks, storage, the network. */
export const makeEngine = (options: WidgetOptions) => {
  const { envVarName = "COSSISTANT_API_KEY", platform = browserWidgetPlatform } = options
  const { loadPanel = () => import("./panel.ts"), putFile: put } = options
  const publicKey = options.publicKey?.trim() || null
  const scope = publicKey ?? ""
  const store = makeStore(() => platform.storage("local"), scope)
  const session = makeStore(() => platform.storage("session"), scope)
  const credentials = makeCredentials(store)
  const clientOptions = {
    url: `${options.apiUrl.replace(/\/+$/, "")}/rpc/widget`,
    publicKey: scope,
    secret: () => credentials.get()?.secret ?? null,
    platform
  }
  const caller = makeCaller<Contract>(clientOptions)
  const initial = initialState(publicKey, envVarName)
  const handlers = [launcherHandlers, websiteHandlers(envVarName)]
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const listeners = new Map<SupportEventType, Set<(event: never) => void>>()
  const layers = new Map<object, { readonly rank: Rank; readonly settings: Settings }>()
  const answers = new Map<number, (value: never) => void>()
  const tokens = new Map<number, () => string | Promise<string>>()
  const unheard: Array<PanelEvent> = []
  let panel: PanelEngine | null = null
  let loading: Promise<void> | null = null
  let starts = 0
  let leave: ReadonlyArray<() => void> = []
  let lastTicket = 0

  const reduce = (state: WidgetState, event: AnyEvent) => {
    const commands: Array<PanelCommand> = []
    let next = state
    for (const part of handlers) {
      const [after, more] = handle(part, next, event as LauncherEvent, platform.now()) // a part ignores what isn't its own
      next = after
      commands.push(...more)
    }
    const step = panel?.reduce(state, next, event, platform.now())
    return step ? [step[0], [...commands, ...step[1]]] as const : [next, commands] as const
  }
  const cancel = (key: string) => {
    platform.clearTimeout(timers.get(key))
    timers.delete(key)
  }
  const emit = (event: SupportEvent) => {
    // Listeners are kept by the type of event they take.
    for (const listener of listeners.get(event.type) ?? []) (listener as (event: SupportEvent) => void)(event)
  }
  const loadWebsite = () => {
    const visitorId = credentials.get()?.visitorId
    caller.call("websites.get").then((website) => {
      // The server doesn't know this secret: what was said before, another visitor said.
      if (visitorId && !website.visitor && !panel) credentials.set(null)
      machine.send({ _tag: "WebsiteLoaded", website, visitorId: visitorId ?? null })
    }, (cause: RpcFailure<Refusal>) => machine.send({ _tag: "WebsiteFailed", error: cause.error }))
  }
  const load = () =>
    loading ??= loadPanel().then(({ makePanel }) => {
      if (!credentials.get()) credentials.refresh()
      panel = makePanel({
        clientOptions, credentials, platform, store, put, envVarName, scope, tab: tab(),
        get: machine.get,
        send: machine.send,
        answer: (ticket, value) => {
          tokens.delete(ticket)
          answers.get(ticket)?.(value as never) // whoever took the ticket knows what it asked
          answers.delete(ticket)
        },
        identityToken: async (ticket) => tokens.get(ticket)?.()
      })
      machine.send(panel.loaded)
      panel.restore()
      for (const event of unheard.splice(0)) machine.send(event)
    }).catch((cause: unknown) => {
      loading = null
      emit({ type: "error", error: cause instanceof Error ? cause : new Error(String(cause)), context: "load" })
      wait("panel", 5_000, () => void load())
    })
  /** A name for this tab that outlives reloads, where the browser lets it. */
  const tab = () => {
    const known = session.read("tab")
    if (typeof known === "string") return known
    const name = newMessageId(platform.now(), platform.randomBytes)
    session.write("tab", name)
    return name
  }
  const wait = (key: string, ms: number, then: () => void) => {
    cancel(key)
    if (!isRunning()) return
    timers.set(key, platform.setTimeout(() => {
      timers.delete(key)
      then()
    }, ms))
  }
  const perform = (command: PanelCommand) => {
    switch (command._tag) {
      case "LoadWebsite":
        return loadWebsite()
      case "LoadPanel":
        return void load()
      case "AskOpen":
        for (const { settings } of [...layers.values()]) settings.onOpenChange?.(command.open)
        return
      case "Emit":
        return emit(command.event)
      case "Wait":
        return wait(command.key, command.jitter ? platform.random() * command.ms : command.ms, () => machine.send(command.event))
      case "Cancel":
        return cancel(command.key)
      default:
        return panel?.perform(command)
    }
  }
  const machine = run<WidgetState, AnyEvent, PanelCommand>(initial, reduce, perform)
  const isRunning = () => machine.get().isRunning

  let before = initial
  machine.subscribe(() => {
    const after = machine.get()
    if (before.router !== after.router && isRunning()) savePage(session, credentials.get()?.visitorId ?? null, after.router)
    panel?.changed(before, after)
    before = after
  })
  const begin = () => {
    if (starts === 0 || isRunning()) return
    if (!credentials.get()) credentials.refresh()
    const router = restorePage(session, credentials.get()?.visitorId ?? null)
    if (router && before.router === initialRouter) machine.send({ _tag: "PageRestored", router })
    leave = [
      platform.onWake(() => machine.send({ _tag: "Woke" })),
      platform.onVisibility(() => machine.send({ _tag: "VisibilityChanged", isVisible: platform.isVisible() })),
      platform.onLeave(() => panel?.release()),
      platform.onStorage((key) => {
        const name = key === null ? credentials.name : store.nameOf(key)
        if (name !== null) panel?.stored(name)
      })
    ]
    machine.send({ _tag: "Started", isVisible: platform.isVisible() })
    panel?.restore()
  }
  const end = () => {
    machine.send({ _tag: "Stopped" })
    for (const key of [...timers.keys()]) cancel(key)
    for (const off of leave) off()
    leave = []
    panel?.release()
  }
  const mergeLayers = () =>
    machine.send({ _tag: "SettingsChanged", settings: mergeSettings(layers.values(), machine.get().settings) })

  return {
    machine,
    initial,
    platform,
    load,
    emit,
    isOpen: () => isOpen(machine.get()),
    /** Sends an event to the second half, which is loaded first if need be. */
    tell: (event: PanelEvent) => {
      if (panel) return machine.send(event)
      unheard.push(event)
      void load()
    },
    addFiles: async (conversationId: string, files: ReadonlyArray<File>) => {
      await load()
      if (panel) machine.send({ _tag: "FilesAdded", conversationId, files: panel.addFiles(files) })
    },
    /** A ticket for something asked, and the answer that will come for it. */
    ticket: <A>(token?: () => string | Promise<string>) => {
      const ticket = ++lastTicket
      if (token) tokens.set(ticket, token)
      return { ticket, answer: new Promise<A>((resolve) => answers.set(ticket, resolve)) }
    },
    // A mount that is undone at once, as React's strict mode does, costs nothing.
    start: () => {
      if (++starts === 1) queueMicrotask(begin)
    },
    stop: () => {
      if (starts > 0 && --starts === 0 && isRunning()) end()
    },
    on: <T extends SupportEventType>(type: T, listener: (event: SupportEventOf<T>) => void) => {
      const set = listeners.get(type) ?? new Set()
      listeners.set(type, set.add(listener))
      return () => void set.delete(listener)
    },
    configure: (rank: Rank): Layer => {
      const layer = {}
      return {
        set: (settings) => {
          layers.set(layer, { rank, settings })
          mergeLayers()
        },
        remove: () => {
          if (layers.delete(layer)) mergeLayers()
        }
      }
    }
  }
}
