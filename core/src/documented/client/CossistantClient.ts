import type { TimelineItem } from "@cossistant/types"
import { memo } from "../../widget/memo.ts"
import type { Widget } from "../../widget/widget.ts"
import type { ConversationsState, ConversationsStore } from "../conversationsStore.ts"
import { createConversation } from "../createConversation.ts"
import type { Store } from "../createStore.ts"
import type { ProcessingStore } from "../processingStore.ts"
import type { RealtimeEvent } from "../RealtimeEvent.ts"
import type { SeenStore } from "../seenStore.ts"
import type { TimelineItemsStore } from "../timelineItemsStore.ts"
import type { TypingStore } from "../typingStore.ts"
import { clearVisitorId, setVisitorId } from "../visitorIds.ts"
import { websiteError } from "../websiteError.ts"
import { websiteOf } from "../websiteOf.ts"
import type { WebsiteState, WebsiteStore } from "../websiteStore.ts"
import type { InitiateConversationRequest, InitiateConversationResponse, SendMessageRequest, SendMessageResponse } from "./ClientRequests.ts"
import { type ClientConfig, CossistantRestClient } from "./CossistantRestClient.ts"
import { engineStore } from "./engineStore.ts"
import { lateStore } from "./lateStore.ts"
import { RealtimeClient } from "./RealtimeClient.ts"
import { WIDGET, widgetOf } from "./widgetOf.ts"

export interface CossistantClientOptions {
  /** Stores of the host that are to follow the client's; nothing they are told flows back. */
  seenStore?: SeenStore | undefined
  processingStore?: ProcessingStore | undefined
  typingStore?: TypingStore | undefined
}

const statuses = { idle: "idle", loading: "loading", ready: "success", failed: "error" } as const
const websiteState = /* @__PURE__ */ memo(
  (state: ReturnType<Widget["get"]>) => [websiteOf(state), state.website.status, websiteError(state)] as const,
  (website, status, error): WebsiteState => ({ website, status: statuses[status], error })
)

/** The widget is the only writer of its client's stores. */
const ignored = (): void => {}
const noConversations: ConversationsState = { ids: [], byId: {}, pagination: null }
const nothing = { conversations: {} }

/** Keeps `getVisitorId` up to date. */
const noteVisitor = (widget: Widget): () => void => {
  let noted: string | null = null
  return widget.subscribe(() => {
    const { value } = widget.get().website
    const id = value?.visitor?.id ?? null
    if (!value || id === noted) return
    noted = id
    if (id === null) clearVisitorId(value.id)
    else setVisitorId(value.id, id)
  })
}

/**
 * Everything of a support widget for programs: its stores, its connection, and functions to ask and to tell. Nothing is
 * asked of the server before the first function that needs an answer. The stores show what the widget knows: their
 * `setState`, `ingest…` and other writers are there for code that calls them, and change nothing.
 */
export class CossistantClient extends CossistantRestClient {
  readonly conversationsStore: ConversationsStore
  readonly timelineItemsStore: TimelineItemsStore
  readonly websiteStore: WebsiteStore
  readonly seenStore: SeenStore
  readonly typingStore: TypingStore
  readonly processingStore: ProcessingStore
  readonly realtime: RealtimeClient
  #widget: Widget
  #begun = new Map<string, TimelineItem[]>()
  #stops: Array<() => void> = []

  constructor(config: ClientConfig = {}, options: CossistantClientOptions = {}) {
    super(config, options)
    const widget = widgetOf(this)
    if (!widget) throw new Error("a client without a widget")
    const store = <State>(select: Parameters<typeof lateStore<State>>[1], empty: State) => lateStore(widget, select, empty)
    this.#widget = widget
    this.conversationsStore = {
      ...store((states) => states.conversationsState, noConversations), ingestList: ignored, ingestConversation: ignored
    }
    this.timelineItemsStore = {
      ...store((states) => states.timelineItemsState, nothing), ingestPage: ignored, ingestTimelineItem: ignored, removeTimelineItem: ignored,
      finalizeTimelineItem: ignored, clearConversation: ignored, ingestRealtimeTimelineItem: ignored
    }
    this.websiteStore = { ...engineStore(widget, websiteState), setLoading: ignored, setWebsite: ignored, setError: ignored, reset: ignored }
    const follow = <State>(own: Store<State>, given: Store<State> | undefined): Store<State> => {
      if (!given) return own
      this.#stops.push(own.subscribe((state) => given.setState(state)))
      return given
    }
    this.seenStore = follow(store((states) => states.seenState, nothing), options.seenStore)
    this.typingStore = follow(store((states) => states.typingState, nothing), options.typingStore)
    this.processingStore = follow(store((states) => states.processingState, nothing), options.processingStore)
    this.#stops.push(noteVisitor(widget))
    const carrying: object = { [WIDGET]: widget }
    this.realtime = new RealtimeClient(carrying)
  }

  /** Begins a conversation on this page only; the server makes it with its first message, which takes these items ahead. */
  initiateConversation(params: InitiateConversationRequest = {}): InitiateConversationResponse {
    const { conversation, initialTimelineItems } = createConversation(this.#widget, params)
    this.#begun.set(conversation.id, initialTimelineItems)
    return { conversationId: conversation.id, conversation, defaultTimelineItems: initialTimelineItems }
  }
  /** Whether a conversation was begun here and has nothing on the server yet. */
  isConversationPending(conversationId: string): boolean {
    const { panel } = this.#widget.get()
    if (panel?.conversations.byId[conversationId]) return false
    const status = panel?.threads[conversationId]?.status
    return status === "new" || (status === undefined && this.#begun.has(conversationId))
  }
  override async sendMessage(params: SendMessageRequest): Promise<SendMessageResponse> {
    const { conversationId } = params
    const defaultTimelineItems = params.defaultTimelineItems ?? this.#begun.get(conversationId)
    const answer = await super.sendMessage({ ...params, defaultTimelineItems })
    this.#begun.delete(conversationId)
    return answer
  }
  /** Does nothing: the widget knows its website and its visitor. */
  setWebsiteContext(_websiteId: string, _visitorId?: string): void {}
  /** Does nothing: who is blocked, the server says. */
  setVisitorBlocked(_isBlocked: boolean): void {}
  /** Does nothing: the widget hears for itself what happens. To hear of it, subscribe to `realtime`. */
  handleRealtimeEvent(_event: RealtimeEvent): void {}

  override destroy(): void {
    for (const stop of this.#stops.splice(0)) stop()
    this.realtime.destroy()
    super.destroy()
  }
}
