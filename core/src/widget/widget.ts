import type { Client } from "../client/Client.ts"
import type { PanelActions } from "./actions.ts"
import { makeEngine, type WidgetOptions } from "./engine.ts"
import type { WidgetEvent } from "./events.ts"
import type { Contract, ServerEvent } from "./nouns.ts"
import type { Machine } from "./run.ts"
import type { Layer, Rank } from "./settings.ts"
import type { SupportEvent, SupportEventOf, SupportEventType } from "./SupportEvent.ts"
import type { WidgetState } from "./WidgetState.ts"

/**
 * One support widget, whatever draws it. Read it by the views (`launcherView`, `homeView` …), change it by these
 * functions. Nothing of the browser is touched before `start()`.
 */
export interface Widget extends Machine<WidgetState, WidgetEvent>, PanelActions {
  /** The state before anything happened: what a server renders and a browser hydrates. */
  getServerSnapshot(): WidgetState
  /** Begins to live. Counted: each `start` wants its `stop`. May follow a `stop` at any time. */
  start(): void
  /** Hangs up and stops all clocks; keeps what it knows. */
  stop(): void
  /** Loads the second half of the engine; resolves when the panel's views are of use. Opening does this by itself. */
  load(): Promise<void>
  on<T extends SupportEventType>(type: T, listener: (event: SupportEventOf<T>) => void): () => void
  emit(event: SupportEvent): void
  /** Asks the server something as this visitor, beside the engine: what comes back changes no state by itself. */
  readonly call: Client<Contract>["call"]
  /** Hears what the server tells, just before the state takes it in. The same news may come twice. */
  onNews(listener: (news: ServerEvent) => void): () => void
  /** Adds a source of settings; says nothing before its first `set`. */
  configure(rank: Rank): Layer
  open(): void
  close(): void
  toggle(): void
  /** Shows this many unread messages, until another number is counted. */
  setUnreadCount(count: number): void
  /** Tries at once whatever couldn't be loaded. */
  reload(): void
}

const actionNames: { readonly [K in keyof Omit<PanelActions, "logout">]: 1 } = {
  navigate: 1, replace: 1, goBack: 1, goHome: 1, openConversation: 1, startConversation: 1, setDraft: 1, addFiles: 1,
  removeFile: 1, retryFile: 1, sendMessage: 1, retryMessage: 1, discardMessage: 1, loadOlder: 1, loadMoreConversations: 1,
  markSeen: 1, identify: 1, identifyByEmail: 1, rate: 1, submitFeedback: 1, setMetadata: 1
}

/** Makes a widget. It does nothing before `start()`, and may be made while a page is rendered on a server. */
export const makeWidget = (options: WidgetOptions): Widget => {
  const { act, initial, isOpen, machine, ...engine } = makeEngine(options)
  const { send } = machine
  const setOpen = (open: boolean) => send({ _tag: "OpenAsked", open })
  const actions: Record<string, unknown> = {}
  for (const name of Object.keys(actionNames) as ReadonlyArray<keyof PanelActions>) {
    actions[name] = (...args: ReadonlyArray<unknown>) => {
      // Seen to open at once, whatever has to be loaded for it.
      if (name === "openConversation" || name === "startConversation") setOpen(true)
      return act(name, args)
    }
  }
  return {
    ...machine,
    ...engine,
    ...actions as unknown as PanelActions, // one function for each name of the interface
    getServerSnapshot: () => initial,
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!isOpen()),
    setUnreadCount: (count) => send({ _tag: "UnreadSet", count }),
    reload: () => send({ _tag: "WebsiteAsked" })
  }
}
