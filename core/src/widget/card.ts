import { plainText } from "../markup/plainText.ts"
import { type Agent, authorOf, findAgent, firstAgent } from "./agent.ts"
import { closedAs } from "./conversations.ts"
import { memo } from "./memo.ts"
import type { Conversation, TimelineItem, Website } from "./nouns.ts"
import type { Outgoing } from "./outbox.ts"
import type { Panel } from "./PanelState.ts"
import type { Typist } from "./typing.ts"
import { remember } from "./remember.ts"
import type { WidgetState } from "./WidgetState.ts"

/** A conversation in a list. */
export interface Card {
  readonly key: string
  readonly id: string
  /** Null while nothing of it is on the server. */
  readonly conversation: Conversation | null
  readonly title: string | null
  readonly status: "open" | "resolved" | "spam" | "archived"
  readonly preview: Preview | null
  readonly at: string
  readonly unreadCount: number
  /** Who of the team wrote last, else the first who is there. */
  readonly agent: Agent | null
  /** Who of the team writes just now. */
  readonly typing: Agent | null
  /** Holds messages that the server doesn't have. */
  readonly hasUnsent: boolean
}

export interface Preview {
  /** One line; null for an attachment without words. */
  readonly text: string | null
  readonly isMine: boolean
  readonly senderName: string | null
}

/** The text as it was written. One that is still being written may stand in its parts only. */
export const writtenText = ({ parts, text }: TimelineItem): string | null =>
  text ?? (parts.flatMap((part) => part.type === "text" ? [part.text] : []).join("") || null)

/** The text a visitor reads: the newest translation made for visitors, else what was written. */
export const shownText = (item: TimelineItem): string | null => {
  const translated = item.parts.findLast((part) => part.type === "translation" && part.audience === "visitor")
  return translated?.type === "translation" ? translated.text : writtenText(item)
}

const previewOf = (written: string | null, isMine: boolean, senderName: string | null): Preview =>
  ({ text: plainText(written ?? "") || null, isMine, senderName })

const cardOf = (website: Website | null, id: string, conversation: Conversation | null, typist?: Typist, unsent?: Outgoing): Card => {
  const last = conversation?.lastItem
  return {
    key: id,
    id,
    conversation,
    title: conversation?.visitorTitle ?? conversation?.title ?? null,
    status: closedAs(conversation) ?? "open",
    preview: unsent ? previewOf(unsent.text, true, null)
      : last?.type === "message" ? previewOf(shownText(last), last.visitorId !== null, authorOf(website, last)?.name ?? null)
      : null,
    at: unsent?.createdAt ?? last?.createdAt ?? conversation?.updatedAt ?? conversation?.createdAt ?? "",
    unreadCount: conversation?.unreadCount ?? 0,
    agent: (last && authorOf(website, last)) ?? firstAgent(website),
    typing: typist ? findAgent(website, typist.kind, typist.id) : null,
    hasUnsent: unsent !== undefined
  }
}

const made = remember<Card>()

const listCards = (self: object, website: Website | null, byId: Panel["conversations"]["byId"], outbox: Panel["outbox"], typists: Panel["typists"]): ReadonlyArray<Card> => {
  const unsent = new Map(outbox.map((message) => [message.conversationId, message]))
  const cards = Object.values(byId)
    // Nothing to show of it: begun, and never written in.
    .filter(({ deletedAt, id, lastItem, title }) => deletedAt === null && (title !== null || lastItem !== null || unsent.has(id)))
    .map((conversation) => {
      const { id } = conversation
      const typist = typists[id]?.find(({ kind }) => kind === "human")
      const last = unsent.get(id)
      return made(self, id, [website, conversation, typist, last], () => cardOf(website, id, conversation, typist, last))
    })
  const begun = [...unsent].filter(([id]) => !byId[id]).map(([id, message]) =>
    made(self, id, [website, null, undefined, message], () => cardOf(website, id, null, undefined, message)))
  return [...begun, ...cards].sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
}

/** All conversations that can be shown, newest first. */
export const cards: (state: WidgetState) => ReadonlyArray<Card> = /* @__PURE__ */ memo(
  ({ panel, self, website }) => [self, website.value, panel?.conversations.byId, panel?.outbox, panel?.typists] as const,
  (self, website, byId = {}, outbox = [], typists = {}) => listCards(self, website, byId, outbox, typists)
)

/** The first page of the list has never been here. */
export const isListLoading = ({ panel }: WidgetState): boolean =>
  panel === null || (panel.identity.status === "known" && Object.keys(panel.conversations.byId).length === 0 &&
    (panel.conversations.status === "idle" || panel.conversations.status === "loading"))
