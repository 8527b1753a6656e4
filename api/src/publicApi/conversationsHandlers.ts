import type { ConversationId } from "@cossistant/core/conversations/Conversation"
import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import { Timestamp } from "@cossistant/core/ids/Timestamp"
import { CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Conversations } from "../conversations/Conversations.ts"
import { Feedbacks } from "../feedback/Feedbacks.ts"
import { Inbox } from "../inbox/Inbox.ts"
import { Triage } from "../inbox/Triage.ts"
import { Members } from "../members/Members.ts"
import { ApiConversations } from "./ApiConversations.ts"
import { actorOf, anyoneOf, Callers } from "./Callers.ts"
import { exportText } from "./exportText.ts"

type Key = CurrentApiKey["Service"]
type Member = CurrentMember["Service"]

const newest = 2 ** 31 - 1
const now = Effect.map(DateTime.now, (at) => Timestamp.make(DateTime.toDateUtc(at).toISOString()))
const withKey = <A, E, R>(use: (key: Key) => Effect.Effect<A, E, R>) => CurrentApiKey.use(use)

export const conversationsHandlers = HttpApiBuilder.group(PublicApi, "conversations", Effect.fnUntraced(function*(handlers) {
  const api = yield* ApiConversations
  const callers = yield* Callers
  const conversations = yield* Conversations
  const feedbacks = yield* Feedbacks
  const inbox = yield* Inbox
  const members = yield* Members
  const triage = yield* Triage

  /** The visitor a request is about: the one it names, else the conversation's own. */
  const visitorOf = (key: Key, id: ConversationId, named: string | undefined) => key.visitor !== null || named !== undefined || key.visitorId !== null
    ? callers.visitor(key, named)
    : Effect.flatMap(api.get(key, id), ({ visitorId }) => callers.visitor(key, visitorId))

  /** What the team decides about a conversation of the key's kind of data, in the actor's name. */
  const decide = <E>(id: ConversationId, act: (member: Member, conversationId: ConversationId) => Effect.Effect<unknown, E>) => withKey((key) =>
    Effect.gen(function*() {
      const member = yield* Effect.orDie(actorOf(key)) // the door has let in nobody without one
      yield* api.get(key, id)
      yield* act(member, id)
      return { conversation: yield* api.get(key, id) }
    }))

  const wholeTimeline = Effect.fnUntraced(function*(key: Key, id: ConversationId) {
    const items: Array<TimelineItem> = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: { readonly items: ReadonlyArray<TimelineItem>; readonly nextCursor: string | null } =
        yield* api.timeline(key, id, { limit: 100, ...(cursor === undefined ? {} : { cursor }) })
      items.unshift(...page.items)
      cursor = page.nextCursor
    }
    return items
  })

  return handlers.handleAll({
    create: ({ payload: { visitorId, ...begun } }) => withKey((key) => Effect.flatMap(callers.visitor(key, visitorId), (visitor) => api.begin(key, visitor, begun))),
    list: ({ query: { visitorId, ...page } }) => withKey((key) => Effect.flatMap(callers.visitor(key, visitorId), (visitor) => api.ofVisitor(key, visitor, page))),
    inbox: ({ query: { view = "open", ...page } }) => withKey((key) => Effect.gen(function*() {
      const { conversations: rows, nextCursor, seen } = yield* inbox.list(anyoneOf(key), { view, isTest: key.isTest, ...page })
      return { items: yield* api.many(key, rows.map(({ id }) => id)), seen, nextCursor }
    })),
    get: ({ params }) => withKey((key) => Effect.map(api.get(key, params.id), (conversation) => ({ conversation }))),
    timeline: ({ params, query }) => withKey((key) => api.timeline(key, params.id, query)),
    seen: ({ params: { id } }) => withKey((key) => Effect.gen(function*() {
      const conversation = yield* api.get(key, id)
      const marks = key.visitor !== null
        ? (yield* conversations.timeline(key.visitor, { conversationId: id, limit: 1 })).seen
        : (yield* inbox.open(anyoneOf(key), { conversationId: id, limit: 1 })).seen.filter(({ actorType }) => actorType !== "visitor")
      const own = conversation.visitorLastSeenAt === null ? [] : [{
        actorType: "visitor" as const, actorId: conversation.visitorId, seq: conversation.visitorSeenSeq, lastSeenAt: conversation.visitorLastSeenAt
      }]
      return { seenData: [...own, ...marks.map(({ at, ...mark }) => ({ ...mark, lastSeenAt: at }))] }
    })),
    markSeen: ({ params: { id }, payload }) => withKey((key) => Effect.gen(function*() {
      yield* conversations.seen(yield* visitorOf(key, id, payload.visitorId), { conversationId: id, seq: newest })
      const { visitorLastSeenAt } = yield* api.get(key, id)
      return { conversationId: id, lastSeenAt: visitorLastSeenAt ?? (yield* now) }
    })),
    typing: ({ params: { id }, payload: { isTyping, visitorId, visitorPreview } }) => withKey((key) => Effect.gen(function*() {
      const visitor = yield* visitorOf(key, id, visitorId)
      yield* conversations.typing(visitor, { conversationId: id, isTyping, ...(visitorPreview === undefined ? {} : { preview: visitorPreview }) })
      return { conversationId: id, isTyping, visitorPreview: visitorPreview ?? null, sentAt: yield* now }
    })),
    rate: ({ params: { id }, payload: { comment, rating, visitorId } }) => withKey((key) => Effect.gen(function*() {
      const visitor = yield* visitorOf(key, id, visitorId)
      const rated = yield* feedbacks.rate(visitor, { conversationId: id, value: rating, ...(comment === undefined ? {} : { comment }) })
      return { conversationId: id, rating, ratedAt: rated.visitorRatingAt ?? (yield* now) }
    })),
    export: ({ params: { id } }) => withKey((key) => Effect.gen(function*() {
      const conversation = yield* api.get(key, id)
      const names = new Map((yield* members.team(key.websiteId)).map(({ name, userId }) => [userId, name]))
      return HttpServerResponse.text(exportText(conversation, yield* wholeTimeline(key, id), names), {
        contentType: "text/plain; charset=utf-8",
        headers: { "content-disposition": `attachment; filename="conversation-${id}.txt"` }
      })
    })),
    update: ({ params: { id }, payload: { title } }) => withKey((key) => Effect.gen(function*() {
      yield* api.get(key, id)
      yield* triage.setTitle(anyoneOf(key), { conversationId: id, title })
      return { conversation: yield* api.get(key, id) }
    })),
    setMetadata: ({ params: { id }, payload: { metadata } }) => withKey((key) => Effect.map(api.setMetadata(key, id, metadata), (conversation) => ({ conversation }))),
    resolve: ({ params: { id } }) => decide(id, (member, conversationId) => triage.setStatus(member, { conversationId, status: "resolved" })),
    reopen: ({ params: { id } }) => decide(id, (member, conversationId) => triage.setStatus(member, { conversationId, status: "open" })),
    spam: ({ params: { id } }) => decide(id, (member, conversationId) => triage.setStatus(member, { conversationId, status: "spam" })),
    notSpam: ({ params: { id } }) => decide(id, (member, conversationId) => triage.setStatus(member, { conversationId, status: "open" })),
    archive: ({ params: { id } }) => decide(id, (member, conversationId) => triage.setArchived(member, { conversationId, archived: true })),
    unarchive: ({ params: { id } }) => decide(id, (member, conversationId) => triage.setArchived(member, { conversationId, archived: false })),
    joinEscalation: ({ params: { id } }) => decide(id, (member, conversationId) => triage.join(member, { conversationId })),
    read: ({ params: { id } }) => decide(id, (member, conversationId) => inbox.seen(member, { conversationId, seq: newest })),
    unread: ({ params: { id } }) => decide(id, (member, conversationId) => inbox.seen(member, { conversationId, seq: 0 }))
  })
}))
