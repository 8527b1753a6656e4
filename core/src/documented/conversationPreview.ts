import type { Conversation, TimelineItem } from "@cossistant/types"
import { plainText } from "../markup/plainText.ts"
import { agentName } from "../text/agentName.ts"
import { shortTime } from "../text/clock.ts"
import type { SupportText } from "../text/TextKey.ts"
import { type Agent, findAgent, firstAgent } from "../widget/agent.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { shownText } from "../primitives/TimelineFacts.ts"
import { timelineItems, type TimelineItemsValue } from "./timelineItems.ts"
import { typingEntries, type TypingOptions } from "./typingEntries.ts"

export interface PreviewMessage {
  /** One line, without markup. */
  content: string
  /** As people say it: the time of today, a day, a date. */
  time: string
  isFromVisitor: boolean
  senderName?: string | undefined
  senderImage?: string | null | undefined
}
export interface PreviewAgent {
  type: "human" | "ai" | "fallback"
  name: string
  image: string | null
  /** What a drawn face is made from where there is no picture. */
  facehashName?: string | undefined
  lastSeenAt?: string | null | undefined
}
export interface PreviewTypist {
  id: string
  type: "team_member" | "ai"
  name: string
  image: string | null
}
/** What `useConversationPreview()` gives. */
export interface ConversationPreview {
  conversation: Conversation
  title: string
  lastMessage: PreviewMessage | null
  assignedAgent: PreviewAgent
  typing: { participants: PreviewTypist[]; primaryParticipant: PreviewTypist | null; label: string | null; isTyping: boolean }
  timeline: TimelineItemsValue
}

export interface ConversationPreviewOptions {
  readonly conversation: Conversation
  /** The newest message of the thread instead of what the list knows. */
  readonly includeTimelineItems?: boolean | undefined
  readonly initialTimelineItems?: ReadonlyArray<TimelineItem> | undefined
  readonly typing?: TypingOptions | undefined
}

/**
 * What a conversation looks like in a list, in the language of `text`; `now` says what today is. Made anew with each
 * call, since two of one conversation may be told different facts: a hook remembers it by what it gives.
 */
export const conversationPreview = (
  state: WidgetState,
  { conversation, includeTimelineItems = false, initialTimelineItems = [], typing: typingOptions }: ConversationPreviewOptions,
  text: SupportText,
  now: Date
): ConversationPreview => {
  const { id, lastTimelineItem, title, visitorTitle } = conversation
  const website = state.website.value
  const timeline = timelineItems(state, id)
  const items = includeTimelineItems && timeline.items.length > 0 ? timeline.items : initialTimelineItems
  const entries = typingEntries(state, id, typingOptions)
  const authorOf = ({ aiAgentId, userId }: TimelineItem): Agent | null =>
    userId ? findAgent(website, "human", userId) : aiAgentId ? findAgent(website, "ai", aiAgentId) : null
  const messages = items.filter(({ type }) => type === "message")
  const last = messages.at(-1) ?? lastTimelineItem
  const agent = [lastTimelineItem, ...messages].reverse().map((item) => item ? authorOf(item) : null).find((each) => each !== null) ?? firstAgent(website)
  const content = last ? plainText(shownText(last) ?? "") : ""
  const sender = last && authorOf(last)
  const participants = entries.map(({ actorId, actorType }): PreviewTypist => {
    const typist = findAgent(website, actorType === "user" ? "human" : "ai", actorId)
    return { id: actorId, type: actorType === "user" ? "team_member" : "ai", name: agentName(text, typist), image: typist.image }
  })
  const [primary = null] = participants
  return {
    conversation,
    title: visitorTitle || title || content || text("component.conversationButtonLink.fallbackTitle"),
    lastMessage: last ? {
      content: content || text("component.conversationButtonLink.attachment"),
      time: shortTime(text, new Date(last.createdAt), now),
      isFromVisitor: last.visitorId !== null,
      ...(sender && { senderName: agentName(text, sender), senderImage: sender.image })
    } : null,
    assignedAgent: agent
      ? { type: agent.kind, name: agentName(text, agent), image: agent.image, facehashName: agent.name ?? agent.id ?? "", lastSeenAt: agent.lastSeenAt }
      : { type: "fallback", name: agentName(text, null), image: null },
    typing: {
      participants,
      primaryParticipant: primary,
      label: primary && text("component.conversationButtonLink.typing", { name: primary.name }),
      isTyping: primary !== null
    },
    timeline
  }
}
