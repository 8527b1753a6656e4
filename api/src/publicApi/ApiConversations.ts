import { UnknownVisitor, VisitorBlocked } from "@cossistant/core/auth/VisitorAuth"
import { type ConversationId, ConversationNotFound, IdConflict } from "@cossistant/core/conversations/Conversation"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import type { Metadata } from "@cossistant/core/ids/Metadata"
import type { ApiConversation } from "@cossistant/core/publicApi/ApiConversation"
import type { DefaultTimelineItem } from "@cossistant/core/publicApi/conversationsApi"
import type { CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { VisitorNotFound } from "@cossistant/core/visitors/VisitorDetail"
import type { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Conversations } from "../conversations/Conversations.ts"
import { greetings, idOf } from "../conversations/greetings.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { Entitlements } from "../billing/Entitlements.ts"
import { redacted } from "../billing/horizon.ts"
import { Inbox } from "../inbox/Inbox.ts"
import { Live } from "../live/Live.ts"
import { fromCursor, toCursor } from "../sql/PageEnd.ts"
import { ApiConversationRepo, type Faces } from "./ApiConversationRepo.ts"
import { anyoneOf, scopeOf } from "./Callers.ts"

type Key = CurrentApiKey["Service"]
type Visitor = CurrentVisitor["Service"]

export interface Begun {
  readonly conversationId?: ConversationId
  readonly defaultTimelineItems?: ReadonlyArray<typeof DefaultTimelineItem.Type>
  readonly metadata?: Metadata
}

/** Conversations as a key may see them: a private key's all, of its kind of data; a public key's those of its visitor. */
export class ApiConversations extends Context.Service<ApiConversations, {
  readonly get: (key: Key, id: ConversationId) => Effect.Effect<ApiConversation, ConversationNotFound>
  /** In the order of `ids`; what isn't there is left out. */
  readonly many: (key: Key, ids: ReadonlyArray<ConversationId>) => Effect.Effect<ReadonlyArray<ApiConversation>>
  /** Newest activity first unless told otherwise; `updatedAt` is when something was last said. 20 a page. */
  readonly ofVisitor: (key: Key, visitor: Visitor, page: {
    readonly cursor?: Cursor
    readonly limit?: number
    readonly status?: "open" | "closed"
    readonly orderBy?: "updatedAt" | "createdAt"
    readonly order?: "asc" | "desc"
  }) =>
    Effect.Effect<{ readonly conversations: ReadonlyArray<ApiConversation>; readonly nextCursor: Cursor | null; readonly hasMore: boolean }>
  readonly timeline: (key: Key, id: ConversationId, page: { readonly cursor?: string; readonly limit?: number }) => Effect.Effect<
    { readonly items: ReadonlyArray<TimelineItem>; readonly nextCursor: string | null; readonly hasNextPage: boolean },
    Effect.Error<ReturnType<Inbox["Service"]["timeline"]>>
  >
  /** A conversation of this visitor. Greetings are stored without an author; what the visitor says goes the way of all messages. */
  readonly begin: (key: Key, visitor: Visitor, begun: Begun) => Effect.Effect<
    { readonly initialTimelineItems: ReadonlyArray<TimelineItem>; readonly conversation: ApiConversation },
    Effect.Error<ReturnType<Conversations["Service"]["send"] | Inbox["Service"]["timeline"]>> | VisitorNotFound
  >
  readonly setMetadata: (key: Key, id: ConversationId, metadata: Metadata) => Effect.Effect<ApiConversation, ConversationNotFound>
  readonly organization: (key: Key) => Effect.Effect<{ readonly id: string; readonly name: string } | undefined>
}>()("api/publicApi/ApiConversations") {
  static readonly layer = Layer.effect(ApiConversations, Effect.suspend(() => make)).pipe(Layer.provide(ApiConversationRepo.layer))
}

const newest = 2 ** 31 - 1

const make = Effect.gen(function*() {
  const repo = yield* ApiConversationRepo
  const wire = yield* WireItems
  const conversations = yield* Conversations
  const inbox = yield* Inbox
  const live = yield* Live
  const entitlements = yield* Entitlements

  /** How this key is shown a conversation: to a site's own server, what the plan locks stands without its words. */
  const showing = (key: Key) => key.keyType === "public" || key.isTest
    ? Effect.succeed((faces: Faces) => show(key, faces))
    : Effect.map(entitlements.locks(key), (lockOf) => (faces: Faces) => {
      const lock = lockOf(faces.inbox)
      return show(key, lock === undefined ? faces : { ...faces, inbox: redacted(faces.inbox, lock) })
    })
  const show = ({ keyType, organizationId }: Key, { inbox: team, public: shown, seenAt }: Faces): ApiConversation => {
    const more = { organizationId, visitorLastSeenAt: seenAt, unreadCount: shown.unreadCount }
    if (keyType === "public") {
      const { lastItem, ...rest } = wire.publicConversation(shown)
      return { ...rest, ...more, lastTimelineItem: lastItem }
    }
    const { lastItem, ...rest } = wire.conversation(team)
    return { ...rest, ...more, lastTimelineItem: lastItem }
  }
  const get = Effect.fnUntraced(function*(key: Key, conversationId: ConversationId) {
    const faces = yield* repo.find(scopeOf(key), conversationId, key.visitor)
    return faces === undefined ? yield* new ConversationNotFound({ conversationId }) : (yield* showing(key))(faces)
  })
  const timeline = Effect.fnUntraced(function*(key: Key, id: ConversationId, { cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number }) {
    const beforeSeq = cursor === undefined ? newest : Number(cursor)
    if (key.keyType === "private") yield* get(key, id) // a test key's conversation, or a live one's
    const page = key.visitor !== null
      ? yield* conversations.timeline(key.visitor, { conversationId: id, beforeSeq, limit })
      : yield* inbox.timeline(anyoneOf(key), { conversationId: id, beforeSeq, limit })
    const [first] = page.items
    const hasNextPage = page.hasMore && first !== undefined
    return { items: page.items, hasNextPage, nextCursor: hasNextPage ? String(first.seq) : null }
  })

  return ApiConversations.of({
    get,
    timeline,
    many: Effect.fn("ApiConversations.many")(function*(key, ids) {
      const show = yield* showing(key)
      const shown = new Map((yield* repo.many(scopeOf(key), ids)).map((faces) => [faces.inbox.id, show(faces)]))
      return ids.flatMap((id) => shown.get(id) ?? [])
    }),
    ofVisitor: Effect.fn("ApiConversations.ofVisitor")(function*(key, visitor, { cursor, limit = 20, order = "desc", orderBy = "updatedAt", status }) {
      const view = status === undefined ? null : status === "open" ? "open" as const : "resolved" as const
      const after = cursor === undefined ? null : fromCursor(cursor)
      const rows = yield* repo.ofVisitor(scopeOf(key), visitor, { view, order, orderBy, after, limit: limit + 1 })
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        conversations: rows.slice(0, limit).map(yield* showing(key)),
        nextCursor: last === undefined ? null : toCursor(last.end),
        hasMore: last !== undefined
      }
    }),
    begin: Effect.fn("ApiConversations.begin")(function*(key, visitor, { conversationId, defaultTimelineItems = [], metadata }) {
      const id = conversationId ?? (newConversationId() as ConversationId) // made to its pattern
      const said = defaultTimelineItems.filter(({ visitorId }) => typeof visitorId === "string")
      const stranger = said.find(({ visitorId }) => visitorId !== visitor.visitorId)
      if (stranger !== undefined) return yield* new VisitorNotFound({ id: stranger.visitorId ?? "" })
      const welcome = defaultTimelineItems.filter(({ visitorId }) => typeof visitorId !== "string")
      const outcome = yield* repo.begin(scopeOf(key), {
        id,
        visitorId: visitor.visitorId,
        greetings: greetings(id, welcome.map(({ text }) => ({ content: text, senderType: "team_member" }))),
        metadata: metadata ?? null
      })
      if (outcome === "conflict") return yield* new IdConflict({ id })
      if (outcome === "unknown_visitor") return yield* new UnknownVisitor()
      if (outcome === "visitor_blocked") return yield* new VisitorBlocked()
      for (const [n, item] of said.entries()) {
        yield* conversations.send(visitor, { conversationId: id, messageId: item.id ?? idOf(`${id} said ${n} ${item.text}`), text: item.text })
      }
      const { items } = yield* timeline(key, id, {})
      if (outcome === "created") {
        yield* live.conversationChanged({ websiteId: key.websiteId, conversationId: id, itemIds: items.map((item) => item.id) })
      }
      return { initialTimelineItems: items, conversation: yield* get(key, id) }
    }),
    setMetadata: Effect.fn("ApiConversations.setMetadata")(function*(key, conversationId, metadata) {
      if (!(yield* repo.setMetadata(scopeOf(key), conversationId, metadata))) return yield* new ConversationNotFound({ conversationId })
      yield* live.conversationChanged({ websiteId: key.websiteId, conversationId, itemIds: [] })
      return yield* get(key, conversationId)
    }),
    organization: (key) => repo.organization(scopeOf(key))
  })
})
