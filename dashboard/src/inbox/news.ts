import { ACTIVITY_LASTS, activityEnded, activityEndedBy, activityTold } from "./activity.ts"
import { foldConversations, viewOf } from "./conversations.ts"
import { addFeedback } from "./feedback.ts"
import type { InboxCommand } from "./InboxCommand.ts"
import type { InboxState } from "./InboxState.ts"
import type { Conversation, Item, News } from "./nouns.ts"
import { setTyping, TYPING_LASTS, typingEndedBy } from "./presence.ts"
import { dropReply } from "./replies.ts"
import { addItem, foldMarks } from "./threads.ts"

type Step = readonly [InboxState, ReadonlyArray<InboxCommand>]

const conversationChanged = (before: InboxState, conversation: Conversation): Step => {
  const known = before.conversations[conversation.id]
  const isSameSet = known !== undefined && viewOf(known) === viewOf(conversation)
  const { [conversation.id]: unplaced, ...others } = before.unplaced
  const state = foldConversations(before, [conversation])
  const [next, commands] = unplaced === undefined ? [state, []] : bringToAttention({ ...state, unplaced: others }, unplaced)
  return [next, isSameSet ? commands : [{ _tag: "FetchCounts", isTest: conversation.isTest }, ...commands]]
}

/** A visitor's message that I have neither read nor been told of. */
const isNews = (state: InboxState, item: Item): boolean =>
  item.type === "message" && item.visitorId !== null && item.visibility === "public" && item.version === 1
  && item.seq > Math.max(state.alerted[item.conversationId] ?? 0, state.seen[item.conversationId] ?? 0)

/** Alerts for such a message in a conversation of the set I work in; it waits while nothing is known of its conversation. */
const bringToAttention = (state: InboxState, item: Item): Step => {
  const { conversationId: id } = item
  const conversation = state.conversations[id]
  if (!isNews(state, item)) return [state, []]
  if (conversation === undefined) return [{ ...state, unplaced: { ...state.unplaced, [id]: item } }, []]
  if (conversation.isTest !== state.isTest || viewOf(conversation) === "spam") return [state, []]
  return [{ ...state, alerted: { ...state.alerted, [id]: item.seq } }, [{ _tag: "Alert", item, conversation }]]
}

const itemChanged = (state: InboxState, item: Item): Step => {
  const [dropped, commands] = dropReply(state, item.id)
  const [next, alerts] = bringToAttention(activityEndedBy(typingEndedBy(addItem(dropped, item), item), item), item)
  return [next, [...commands, ...alerts]]
}

const seenChanged = (state: InboxState, news: Extract<News, { _tag: "SeenChanged" }>): Step => {
  const { actorId, actorType, at, conversationId, seq } = news
  if (actorType === "ai_agent") return [state, []]
  const isMine = actorType === "user" && actorId === state.me
  const next = isMine ? { ...state, seen: { ...state.seen, [conversationId]: seq } } : state
  const thread = next.threads[conversationId]
  if (thread === undefined) return [next, []]
  const marks = foldMarks(thread.marks, [{ actorType, actorId, seq, at }])
  return [{ ...next, threads: { ...next.threads, [conversationId]: { ...thread, marks } } }, []]
}

/** Everything shown is fetched anew once the stream says where it stands. */
const refetch = (state: InboxState): ReadonlyArray<InboxCommand> => [
  { _tag: "FetchList", view: state.view, isTest: state.isTest, cursor: null, isReset: true },
  { _tag: "FetchCounts", isTest: state.isTest },
  ...(state.openId === null ? [] : [{ _tag: "FetchThread", conversationId: state.openId } as const])
]

/** What the stream told, at `at` (milliseconds of this device's clock). */
export const told = (state: InboxState, news: News, at: number): Step => {
  switch (news._tag) {
    case "Position":
      return [{ ...state, token: news.token, isStale: false }, state.isStale ? refetch(state) : []]
    // The stream ends after these two and is asked for again, from the position held then.
    case "Reload": return [{ ...state, token: null, isStale: true }, []]
    case "Resume": return [state, []]
    case "Move": return [state, [{ _tag: "Move", withinMs: news.withinMs }]]
    case "ConversationChanged": return conversationChanged(state, news.conversation)
    case "ItemChanged": return itemChanged(state, news.item)
    case "SeenChanged": return seenChanged(state, news)
    case "TypingChanged": {
      const { actorId, actorType, conversationId, isTyping, preview } = news
      const next = setTyping(state, conversationId, actorId, isTyping ? { actorType, actorId, preview, at } : null)
      return [next, isTyping ? [{ _tag: "Tick", afterMs: TYPING_LASTS }] : []]
    }
    case "ViewersChanged": {
      const userIds = news.userIds.filter((id) => id !== state.me)
      return [{ ...state, viewers: { ...state.viewers, [news.conversationId]: userIds } }, []]
    }
    case "VisitorPresence":
      return [{ ...state, online: { ...state.online, [news.visitorId]: news.online } }, []]
    case "VisitorChanged": {
      const { visitor } = news
      const theirs = Object.values(state.conversations).filter((conversation) => conversation.visitor.id === visitor.id)
      const renamed = Object.fromEntries(theirs.map((conversation) => [conversation.id, { ...conversation, visitor }]))
      return [
        { ...state, conversations: { ...state.conversations, ...renamed } },
        state.visitors[visitor.id] === undefined ? [] : [{ _tag: "FetchVisitor", visitorId: visitor.id }]
      ]
    }
    case "FeedbackGiven": return [addFeedback(state, news.feedback), []]
    case "Processing": return [activityTold(state, news, at), [{ _tag: "Tick", afterMs: ACTIVITY_LASTS }]]
    case "ProcessingDone": return [activityEnded(state, news.conversationId, news.workflowRunId), []]
    case "DeliveryChanged":
    case "InstallChanged":
    case "SiteChanged":
      return [state, []]
  }
}
