import type { Client } from "../client/Client.ts"
import { keepLoading } from "../dom/chunk.ts"
import { makeActions, type PanelActions } from "./actions.ts"
import { makeAsking } from "./asking.ts"
import type { Credentials } from "./credential.ts"
import { isReady as isStored } from "./draftFile.ts"
import type { LauncherEvent } from "./events.ts"
import { makeKeeper } from "./keeper.ts"
import { newMessageId } from "./newMessageId.ts"
import type { Contract } from "./nouns.ts"
import { restorePage, savePage } from "./pages.ts"
import type { AnyEvent, PanelCommand, PanelStep } from "./panelEvents.ts"
import { browserPanelPlatform } from "./PanelPlatform.ts"
import type { ReadyState } from "./PanelState.ts"
import { performers } from "./performPanel.ts"
import { initialPanel, reducePanel } from "./reducePanel.ts"
import { initialRouter } from "./initialRouter.ts"
import type { Store } from "./store.ts"
import type { HeldFiles } from "./uploads.ts"
import type { WidgetPlatform } from "./WidgetPlatform.ts"
import type { WidgetState } from "./WidgetState.ts"

export interface PanelTools {
  readonly client: Client<Contract>
  readonly credentials: Credentials
  readonly platform: WidgetPlatform
  readonly local: Store
  readonly session: Store
  /** Names what the tabs of a browser share. */
  readonly scope: string
  readonly get: () => WidgetState
  readonly send: (event: AnyEvent) => void
}

/** The second half of the engine, as the first half runs it. */
export interface PanelEngine {
  readonly loaded: LauncherEvent
  /** Does one of the panel's actions. */
  act(name: keyof PanelActions, args: ReadonlyArray<unknown>): unknown
  reduce(before: WidgetState, state: WidgetState, event: AnyEvent, now: number): PanelStep | null
  perform(command: PanelCommand): void
  /** After a change: what must outlive the page is stored. */
  changed(before: WidgetState, after: WidgetState): void
  /** The widget lives: takes up what earlier pages and other tabs left, and listens. Gives what stops it. */
  start(): () => void
}

const isReady = (state: WidgetState): state is ReadyState => state.panel !== null

export { makeLive } from "../client/live.ts"

type Rare = typeof import("./rare.ts")

const rareTag = /^(Identity|Rate|Feedback|Retry)Asked$|^VisitorEnded$|^File/

/** Only what few conversations come to can answer it. */
const isRare = (event: AnyEvent): boolean =>
  rareTag.test(event._tag) || (event._tag === "News" && event.event._tag === "Processing") ||
  (event._tag === "UnsentRestored" && !event.messages.every(({ files }) => files.every(isStored)))

/** Makes the second half for one widget. What few conversations come to is loaded when it is wanted, unless it is `given`. */
export const makePanel = (tools: PanelTools, given?: Rare, importRare: () => Promise<Rare> = () => import("./rare.ts")): PanelEngine => {
  const { client, credentials, get, local, send, session } = tools
  const platform = { ...browserPanelPlatform, ...tools.platform }
  const held: HeldFiles = new Map()
  const ready = () => get() as ReadyState // it is asked for by what the panel itself begins
  /** A name for this tab that outlives reloads, where the browser lets it. */
  const tab = () => {
    const known = session.read("tab")
    if (typeof known === "string") return known
    const name = newMessageId(platform.now(), platform.randomBytes)
    session.write("tab", name)
    return name
  }
  const keeper = makeKeeper({ get: ready, platform, send, store: local, tab: tab() })
  const asking = makeAsking({ credentials, platform, send })
  const perform = performers({ ...tools, asking, get: ready, platform })
  const actions = makeActions({ held, now: platform.now, randomBytes: platform.randomBytes, send })
  const makeRareParts = ({ makeRare, ...slices }: Rare) => ({ ...slices, ...makeRare({ ...tools, asking, held, platform }) })
  let rare = given && makeRareParts(given)
  const waiting: Array<AnyEvent> = []
  let loading: Promise<ReturnType<typeof makeRareParts>> | undefined
  /** Loads what few conversations come to, once, for as long as the network loses it. */
  const loadRare = () =>
    loading ??= keepLoading(importRare).then((loaded) => {
      const made = rare = makeRareParts(loaded)
      send({ _tag: "RareLoaded" })
      return made
    })
  client.onStatus(() => send({ _tag: "ConnectionChanged", status: client.status() }))
  return {
    loaded: { _tag: "PanelLoaded", panel: initialPanel(credentials.get(), platform.now()) },
    act: (name, args) => {
      const run = (all: Partial<PanelActions>) => (all[name] as (...args: ReadonlyArray<unknown>) => unknown)(...args) // checked by the public face
      return name in actions ? run(actions) : rare ? run(rare.actions) : loadRare().then(({ actions }) => run(actions))
    },
    reduce: (before, state, event, now) => {
      if (!isReady(state)) return null
      if (!rare && (isRare(event) || (waiting.length > 0 && event._tag === "News"))) {
        waiting.push(event)
        void loadRare()
      }
      const { rareReactions, rareSlices } = rare ?? { rareReactions: [], rareSlices: [] }
      const waited = event._tag === "RareLoaded" ? waiting.splice(0) : []
      return reducePanel(isReady(before) ? before : null, state, event, now, { rareReactions, rareSlices, waited })
    },
    perform: (command) => {
      // A performer's parameter is the command of its own key, which the index can't express.
      const run = (perform[command._tag] ?? rare?.perform[command._tag]) as ((command: PanelCommand) => void) | undefined
      run?.(command)
    },
    changed: (before, after) => {
      if (after.configurationError && !rare) void loadRare()
      if (!isReady(before) || !isReady(after)) return
      const { visitorId } = after.panel.identity
      if (before.router !== after.router || before.panel.identity.visitorId !== visitorId) savePage(session, visitorId, after.router)
      keeper.changed(before, after)
    },
    start: () => {
      // Another tab may have become someone else before this one listened.
      if (local.read(credentials.name) !== null) send({ _tag: "VisitorReplaced", credential: credentials.refresh() })
      const router = restorePage(session, credentials.get()?.visitorId ?? null)
      if (router && get().router === initialRouter) send({ _tag: "PageRestored", router })
      keeper.restore()
      const look = () => send({ _tag: "VisibilityChanged", isVisible: platform.isVisible() })
      look()
      const offs = [
        platform.onVisibility(look),
        platform.onPageChange(() => send({ _tag: "PageChanged" })),
        platform.onLeave(keeper.release),
        platform.onStorage((key) => {
          // Without a key, all was cleared: the visitor too.
          const name = key === null ? credentials.name : key.startsWith(local.prefix) && key.slice(local.prefix.length)
          if (name === credentials.name) send({ _tag: "VisitorReplaced", credential: credentials.refresh() })
          else if (name) keeper.stored(name)
        })
      ]
      return () => {
        for (const off of offs) off()
        keeper.release()
      }
    }
  }
}
