import { ACTIVITY_LASTS, activityEnded, activityEndedBy, activityTold } from "./activity.ts"
import { bringToAttention } from "./attention.ts"
import { addFeedback } from "./feedback.ts"
import type { InboxState } from "./InboxState.ts"
import { learn } from "./learn.ts"
import type { Item, News } from "./nouns.ts"
import { setPresence, setTyping, setViewers, TYPING_LASTS, typingEndedBy } from "./presence.ts"
import { heal, refetch } from "./refetch.ts"
import { dropReply } from "./replies.ts"
import { learnSeen, markSeen } from "./seen.ts"
import type { Step } from "./step.ts"
import { addItem, foldMarks } from "./threads.ts"
import { askVisitor } from "./visitors.ts"

const itemChanged = (state: InboxState, item: Item): Step => {
  const [dropped, commands] = dropReply(state, item.id)
  const [next, alerts] = bringToAttention(activityEndedBy(typingEndedBy(addItem(dropped, item), item), item), item)
  return [next, [...commands, ...alerts]]
}

const seenChanged = (state: InboxState, news: Extract<News, { _tag: "SeenChanged" }>): Step => {
  const { actorId, actorType, at, conversationId, seq } = news
  if (actorType === "ai_agent") return [state, []]
  const isMine = actorType === "user" && actorId === state.me
  const next = isMine ? markSeen(state, conversationId, seq) : state
  const thread = next.threads[conversationId]
  if (thread === undefined) return [next, []]
  const marks = foldMarks(thread.marks, [{ actorType, actorId, seq, at }])
  return [{ ...next, threads: { ...next.threads, [conversationId]: { ...thread, marks } } }, []]
}

/** What the stream told, at `at` (milliseconds of this device's clock). */
export const told = (state: InboxState, news: News, at: number): Step => {
  switch (news._tag) {
    case "Position":
      return (state.isStale ? refetch : heal)({ ...state, token: news.token })
    // The stream ends after these two and is asked for again, from the position held then.
    case "Reload": return [{ ...state, token: null, isStale: true }, []]
    case "Resume": return [state, []]
    case "Move": return [state, [{ _tag: "Move", withinMs: news.withinMs }]]
    case "ConversationChanged": {
      const { conversation, seen } = news
      return learn(seen ? learnSeen(state, conversation.id, seen) : state, [conversation])
    }
    case "ItemChanged": return itemChanged(state, news.item)
    case "SeenChanged": return seenChanged(state, news)
    case "TypingChanged": {
      const { actorId, actorType, conversationId, isTyping, preview } = news
      const next = setTyping(state, conversationId, actorId, isTyping ? { actorType, actorId, preview, at } : null)
      return [next, isTyping ? [{ _tag: "Tick", afterMs: TYPING_LASTS }] : []]
    }
    case "Presence": return [setPresence(state, news), []]
    case "ViewersChanged": return [setViewers(state, news), []]
    case "VisitorPresence": return [{ ...state, online: { ...state.online, [news.visitorId]: news.online } }, []]
    case "VisitorChanged": {
      const { visitor } = news
      const theirs = Object.values(state.conversations).filter((conversation) => conversation.visitor.id === visitor.id)
      const renamed = Object.fromEntries(theirs.map((conversation) => [conversation.id, { ...conversation, visitor }]))
      // By its new name it is still what an earlier era left.
      const doomed = Object.fromEntries(Object.entries(renamed).filter(([id]) => state.conversations[id] === state.doomed[id]))
      const next = { ...state, conversations: { ...state.conversations, ...renamed }, doomed: { ...state.doomed, ...doomed }, renamed: { ...state.renamed, [visitor.id]: visitor } }
      return state.visitors[visitor.id] === undefined ? [next, []] : askVisitor(next, visitor.id)
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
