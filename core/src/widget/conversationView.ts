import { type Agent, findAgent, firstAgent } from "./agent.ts"
import { composerView, type ComposerView } from "./composerView.ts"
import { closedAs } from "./conversations.ts"
import { localItem, type Message, sentMessage, unsentMessage } from "./message.ts"
import { identifyView } from "./emailCard.ts"
import type { Conversation, DefaultMessage, TimelineItem, Website } from "./nouns.ts"
import type { Outgoing } from "./outbox.ts"
import type { Problem } from "./Problem.ts"
import type { Processing } from "./processing.ts"
import { remember } from "./remember.ts"
import { currentConversation } from "./router.ts"
import { reuse, type Row, rowsOf } from "./rows.ts"
import type { Reader } from "./seen.ts"
import { emptyThread, type Thread } from "./thread.ts"
import type { Typist } from "./typing.ts"
import type { WidgetState } from "./WidgetState.ts"

export type { Agent, ComposerView, Message, Processing, Row }
export type { DraftFile } from "./draftFile.ts"

/** One conversation as it is drawn. */
export interface ConversationView {
  readonly id: string
  /** Nothing of it is on the server yet: welcome messages are shown. */
  readonly isPending: boolean
  readonly conversation: Conversation | null
  /** Why it takes no more messages; one that is gone isn't to be seen either. */
  readonly closed: "resolved" | "spam" | "archived" | "gone" | null
  /** Nothing can be shown of it yet. */
  readonly isLoading: boolean
  readonly problem: Problem | null
  readonly hasOlder: boolean
  readonly isLoadingOlder: boolean
  readonly rows: ReadonlyArray<Row>
  readonly isEmpty: boolean
  readonly typing: ReadonlyArray<Agent>
  /** What an AI agent does just now. */
  readonly progress: Processing | null
  /** The newest message by others that came while the widget looked on; null until one does. */
  readonly newestFromOthers: string | null
  /** All of it flat, unsent messages too. */
  readonly items: ReadonlyArray<TimelineItem>
  readonly composer: ComposerView
}

const welcomeItem = (website: Website | null, conversationId: string, createdAt: string) =>
  ({ content, senderId, senderType }: DefaultMessage, at: number): TimelineItem => {
    const kind = senderType === "ai" ? "ai" : "human"
    const id = senderId ?? firstAgent(website, kind)?.id ?? ""
    return {
      ...localItem(`welcome:${at}`, conversationId, content, createdAt),
      userId: senderType === "team_member" ? id : null,
      aiAgentId: senderType === "ai" ? id : null,
      visitorId: senderType === "visitor" ? "" : null
    }
  }

/** The welcome lines to show: those that went out with the first message, or would. */
const welcomeOf = (thread: Thread, unsent: ReadonlyArray<Outgoing>, defaults: ReadonlyArray<DefaultMessage>) =>
  thread.status !== "new" ? thread.welcome : unsent[0] ? unsent[0].welcome ?? [] : defaults

const none: ReadonlyArray<never> = []
const rowsOfView = remember<ReadonlyArray<Row>>()
const entriesOfView = remember<ReadonlyArray<Message>>()
const views = remember<ConversationView>()

/** The conversation of the current page, or of a given id; an empty one where there is none. */
export const conversationView = (state: WidgetState, conversationId?: string): ConversationView => {
  const id = conversationId ?? currentConversation(state) ?? ""
  const { panel, self, settings } = state
  const website = state.website.value
  const thread = panel?.threads[id] ?? emptyThread
  const conversation = panel?.conversations.byId[id] ?? null
  const unsent: ReadonlyArray<Outgoing> = panel?.outbox.filter((message) => message.conversationId === id) ?? none
  const defaults = settings.defaultMessages ?? none
  const isNew = thread.status === "new"
  const welcome = welcomeItem(website, id, panel?.loadedAt ?? "")
  const entries = entriesOfView(self, id, [thread.items, isNew, thread.welcome, defaults, website, ...unsent], () => [
    ...welcomeOf(thread, unsent, defaults).map(welcome).map(sentMessage),
    ...thread.items.filter(({ deletedAt }) => deletedAt === null).map(sentMessage),
    ...unsent.map(unsentMessage)
  ])
  const readers: ReadonlyArray<Reader> = panel?.readers[id] ?? none
  const hasSpoken = thread.items.some(({ type, visitorId }) => type === "message" && visitorId !== null)
  const asked = thread.items.some(({ type }) => type === "identification") ? null : identifyView(state, conversation, hasSpoken)
  const rows = rowsOfView(self, id, [entries, thread.readUpTo, readers, asked?.status, asked?.problem], (before) => {
    const rows = rowsOf(entries, thread.readUpTo, readers, website, defaults.map(welcome))
    return reuse(before, asked && rows.length > 0 ? [...rows, { _tag: "Identify", key: "identify", ...asked }] : rows)
  })
  const closed = thread.problem?._tag === "ConversationNotFound" ? "gone" : closedAs(conversation)
  const composer = panel?.composers[id]
  const typists: ReadonlyArray<Typist> = panel?.typists[id] ?? none
  const processing = panel?.processing[id]
  return views(self, id, [thread, conversation, entries, rows, typists, website, composer, panel === null, processing], () => ({
    id,
    isPending: isNew,
    conversation,
    closed,
    isLoading: panel === null || (rows.length === 0 && (thread.status === "idle" || thread.status === "loading" || thread.status === "stale")),
    problem: thread.problem,
    hasOlder: thread.hasOlder,
    isLoadingOlder: thread.isLoadingOlder,
    rows,
    isEmpty: rows.length === 0,
    typing: typists.map((typist) => findAgent(website, typist.kind, typist.id)),
    progress: processing ?? null,
    newestFromOthers: thread.arrived,
    items: entries.map(({ item }) => item),
    composer: composerView(id, composer, closed !== null)
  }))
}
