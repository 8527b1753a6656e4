import { newConversationId } from "../conversations/newConversationId.ts"
import { makeEngine, type WidgetOptions } from "./engine.ts"
import type { WidgetEvent } from "./events.ts"
import { type IdentifyParams, identifyPayload, metadataPayload } from "./identifyParams.ts"
import { newMessageId } from "./newMessageId.ts"
import type { Contact, Metadata } from "./nouns.ts"
import { type NavigationState, shownConversation } from "./router.ts"
import type { Machine } from "./run.ts"
import type { Layer, Rank } from "./settings.ts"
import type { SupportEvent, SupportEventOf, SupportEventType } from "./SupportEvent.ts"
import type { WidgetState } from "./WidgetState.ts"

/**
 * One support widget, whatever draws it. Read it by the views (`launcherView`, `homeView` …), change it by these
 * functions. Nothing of the browser is touched before `start()`.
 */
export interface Widget extends Machine<WidgetState, WidgetEvent> {
  /** The state before anything happened: what a server renders and a browser hydrates. */
  getServerSnapshot(): WidgetState
  /** Begins to live. Counted: each `start` wants its `stop`. May follow a `stop` at any time. */
  start(): void
  /** Hangs up and stops all clocks; keeps what it knows. */
  stop(): void
  /** Loads the second half of the engine; resolves when the panel's views are of use. */
  load(): Promise<void>
  on<T extends SupportEventType>(type: T, listener: (event: SupportEventOf<T>) => void): () => void
  emit(event: SupportEvent): void
  /** Adds a source of settings; says nothing before its first `set`. */
  configure(rank: Rank): Layer

  open(): void
  close(): void
  toggle(): void
  /**
   * Goes to a page. A conversation id that isn't one (`"__pending__"`), or a new one with an `initialMessage`, begins a
   * conversation.
   */
  navigate(to: NavigationState): void
  replace(to: NavigationState): void
  goBack(): void
  goHome(): void
  /** Shows a conversation and opens. */
  openConversation(conversationId: string): void
  /** Begins a conversation, sends `initialMessage` at once if there is one, and opens. */
  startConversation(initialMessage?: string): void

  setDraft(conversationId: string, text: string): void
  /** Attaches files; their uploads begin at once. */
  addFiles(conversationId: string, files: ReadonlyArray<File>): void
  removeFile(conversationId: string, key: string): void
  retryFile(conversationId: string, key: string): void
  /** Sends what the composer of this conversation holds; nothing if that can't be sent yet. */
  sendMessage(conversationId: string): void
  retryMessage(id: string): void
  discardMessage(id: string): void

  loadOlder(conversationId: string): void
  loadMoreConversations(): void
  /** Tries at once whatever couldn't be loaded. */
  reload(): void
  /** Marks the conversation in sight as read now. */
  markSeen(): void

  /** Says who the visitor is; null if nothing was said or it was refused (an `error` event tells why). */
  identify(params: IdentifyParams): Promise<{ readonly contactId: string; readonly visitorId: string } | null>
  /** Adds facts to the identified contact; null if there is none or it was refused. */
  setMetadata(metadata: Metadata): Promise<Contact | null>
  /** Ends this visitor, here and on the server. The next activity makes a new one. */
  logout(): Promise<void>
}

const conversationId = /^CO[1-9A-NP-Z]{16}$/

/** Makes a widget. It does nothing before `start()`, and may be made while a page is rendered on a server. */
export const makeWidget = (options: WidgetOptions): Widget => {
  const { addFiles, configure, emit, initial, isOpen, load, machine, on, platform, start, stop, tell, ticket } = makeEngine(options)
  const { send } = machine
  const messageId = () => newMessageId(platform.now(), platform.randomBytes)
  const freshId = () => newConversationId(platform.randomBytes)
  const open = () => send({ _tag: "OpenAsked", open: true })

  const begin = (id: string, text: string) => tell({
    _tag: "StartAsked", conversationId: id, messageId: messageId(), text: text.trim(), createdAt: new Date(platform.now()).toISOString()
  })
  const go = (to: NavigationState, replace: boolean) => {
    const shown = shownConversation(to)
    const { params } = to
    const text = typeof params === "object" && params !== null && "initialMessage" in params ? params.initialMessage : undefined
    const isReal = shown !== null && conversationId.test(shown)
    if (shown === null || (isReal && typeof text !== "string")) return send({ _tag: "Navigated", to, replace })
    begin(isReal ? shown : freshId(), typeof text === "string" ? text : "")
  }
  return {
    ...machine,
    getServerSnapshot: () => initial,
    start, stop, load, on, emit, configure,

    open,
    close: () => send({ _tag: "OpenAsked", open: false }),
    toggle: () => send({ _tag: "OpenAsked", open: !isOpen() }),
    navigate: (to) => go(to, false),
    replace: (to) => go(to, true),
    goBack: () => send({ _tag: "WentBack" }),
    goHome: () => send({ _tag: "WentHome" }),
    openConversation: (id) => {
      go({ page: "CONVERSATION", params: { conversationId: id } }, false)
      open()
    },
    startConversation: (initialMessage = "") => {
      begin(freshId(), initialMessage)
      open()
    },

    setDraft: (id, text) => tell({ _tag: "DraftChanged", conversationId: id, text }),
    addFiles: (id, files) => void addFiles(id, files),
    removeFile: (id, key) => tell({ _tag: "FileRemoved", conversationId: id, key }),
    retryFile: (id, key) => tell({ _tag: "FileRetried", conversationId: id, key }),
    sendMessage: (id) => tell({
      _tag: "SubmitAsked", conversationId: id, messageId: messageId(), createdAt: new Date(platform.now()).toISOString()
    }),
    retryMessage: (id) => tell({ _tag: "RetryAsked", id, freshId: messageId(), freshConversationId: freshId() }),
    discardMessage: (id) => tell({ _tag: "DiscardAsked", id }),

    loadOlder: (id) => tell({ _tag: "OlderAsked", conversationId: id }),
    loadMoreConversations: () => tell({ _tag: "MoreAsked" }),
    reload: () => send({ _tag: "WebsiteAsked" }),
    markSeen: () => tell({ _tag: "SeenDue" }),

    identify: async (params) => {
      const payload = identifyPayload(params)
      if (!payload) return null
      const { identityToken } = params
      const token = typeof identityToken === "function" ? identityToken : identityToken ? () => identityToken : undefined
      const asked = ticket<{ readonly contactId: string; readonly visitorId: string } | null>(token)
      tell({ _tag: "IdentityAsked", asked: { _tag: "Identify", ticket: asked.ticket, payload, isSigned: token !== undefined } })
      return asked.answer
    },
    setMetadata: (metadata) => {
      const asked = ticket<Contact | null>()
      tell({ _tag: "IdentityAsked", asked: { _tag: "SetMetadata", ticket: asked.ticket, metadata: metadataPayload(metadata) } })
      return asked.answer
    },
    logout: () => {
      const asked = ticket<void>()
      tell({ _tag: "IdentityAsked", asked: { _tag: "Logout", ticket: asked.ticket } })
      return asked.answer
    }
  }
}
