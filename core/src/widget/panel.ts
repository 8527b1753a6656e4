import type { Client } from "../client/Client.ts"
import { makeActions, type PanelActions } from "./actions.ts"
import { blockedByPolicy, missingStylesheet } from "./developerLines.ts"
import type { Credentials } from "./credential.ts"
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
import { makeUploads } from "./uploads.ts"
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
  readonly actions: PanelActions
  reduce(before: WidgetState, state: WidgetState, event: AnyEvent, now: number): PanelStep | null
  perform(command: PanelCommand): void
  /** After a change: what must outlive the page is stored. */
  changed(before: WidgetState, after: WidgetState): void
  /** The widget lives: takes up what earlier pages and other tabs left, and listens. Gives what stops it. */
  start(): () => void
}

/** Milliseconds that a page's stylesheets may take. */
const STYLED_WITHIN = 3_000

const isReady = (state: WidgetState): state is ReadyState => state.panel !== null

const makeTickets = () => {
  const answers = new Map<number, (value: never) => void>()
  const tokens = new Map<number, () => string | Promise<string>>()
  let last = 0
  return {
    take: <A>(token?: () => string | Promise<string>) => {
      const ticket = ++last
      if (token) tokens.set(ticket, token)
      return { ticket, answer: new Promise<A>((resolve) => answers.set(ticket, resolve)) }
    },
    tokenOf: async (ticket: number) => tokens.get(ticket)?.(),
    answer: (ticket: number, value: unknown) => {
      answers.get(ticket)?.(value as never) // whoever took the ticket knows what it asked
      answers.delete(ticket)
      tokens.delete(ticket)
    }
  }
}

/** Makes the second half for one widget. */
export const makePanel = (tools: PanelTools): PanelEngine => {
  const { client, credentials, get, local, scope, send, session } = tools
  const platform = { ...browserPanelPlatform, ...tools.platform }
  const tickets = makeTickets()
  const newKey = () => newMessageId(platform.now(), platform.randomBytes)
  const uploads = makeUploads({ client, put: platform.putFile, newKey })
  const ready = (): ReadyState => {
    const state = get()
    if (!isReady(state)) throw new Error("the panel is used before it is loaded")
    return state
  }
  /** A name for this tab that outlives reloads, where the browser lets it. */
  const tab = () => {
    const known = session.read("tab")
    if (typeof known === "string") return known
    const name = newKey()
    session.write("tab", name)
    return name
  }
  const keeper = makeKeeper({ get: ready, platform, send, store: local, tab: tab() })
  const perform = performers({
    answer: tickets.answer, client, credentials, get: ready, identityToken: tickets.tokenOf, local, platform, scope, send, uploads
  })
  /** What a developer of the page has to mend, and can't see from what the widget shows. */
  const forDeveloper = (): ReadonlyArray<() => void> => {
    if (!platform.isDevelopment()) return []
    const { apiUrl } = get()
    const told = new Set<string>()
    const warn = (message: string) => {
      if (!told.has(message)) platform.warn(message)
      told.add(message)
    }
    const timer = platform.setTimeout(() => {
      if (!platform.isStyled()) warn(missingStylesheet(apiUrl))
    }, STYLED_WITHIN)
    const off = platform.onBlocked((address, directive) => {
      if (address.startsWith(apiUrl) || address.startsWith(apiUrl.replace(/^http/, "ws"))) warn(blockedByPolicy(apiUrl, directive))
    })
    return [off, () => platform.clearTimeout(timer)]
  }
  client.onStatus(() => send({ _tag: "ConnectionChanged", status: client.status() }))
  return {
    loaded: { _tag: "PanelLoaded", panel: initialPanel(credentials.get(), platform.now()) },
    actions: makeActions({ now: platform.now, randomBytes: platform.randomBytes, send, tickets, uploads }),
    reduce: (before, state, event, now) =>
      isReady(state) ? reducePanel(isReady(before) ? before : null, state, event, now) : null,
    perform: (command) => {
      // A performer's parameter is the command of its own key, which the index can't express.
      const run = perform[command._tag] as ((command: PanelCommand) => void) | undefined
      run?.(command)
    },
    changed: (before, after) => {
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
        ...forDeveloper(),
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
