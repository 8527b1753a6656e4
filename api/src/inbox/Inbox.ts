import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { LimitReached } from "@cossistant/core/billing/Plan"
import { type ConversationId, ConversationNotFound, IdConflict } from "@cossistant/core/conversations/Conversation"
import type { TimelineItem, Visibility } from "@cossistant/core/conversations/TimelineItem"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import {
  type InboxConversation, type InboxCounts, type InboxView, type Lock, ReplyIsStale
} from "@cossistant/core/inbox/InboxConversation"
import type { SeenMark } from "@cossistant/core/inbox/inboxRpcs"
import { FileNotReady } from "@cossistant/core/uploads/Upload"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { BilledSite } from "../billing/Billing.ts"
import { Entitlements } from "../billing/Entitlements.ts"
import { redacted } from "../billing/horizon.ts"
import { bodyHash } from "../conversations/bodyHash.ts"
import { Sends } from "../conversations/Sends.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { Live } from "../live/Live.ts"
import { fromCursor, toCursor } from "../sql/PageEnd.ts"
import { InboxRepo } from "./InboxRepo.ts"

type Member = CurrentMember["Service"]

export interface Reply {
  readonly conversationId: ConversationId
  readonly messageId: string
  readonly text: string
  readonly visibility: typeof Visibility.Type
  readonly files?: ReadonlyArray<string>
  readonly confirmedSeq: number
  /** Where it was written, when that isn't the inbox. */
  readonly source?: "email" | "api"
}

type Said = Pick<Reply, "conversationId" | "messageId">

/** What a team reads and says. Changes to a conversation itself are in `Triage`. */
export class Inbox extends Context.Service<Inbox, {
  /** Newest activity first; 50 a page unless `limit` says otherwise. */
  readonly list: (member: Member, query: {
    readonly view: InboxView
    readonly isTest: boolean
    readonly cursor?: Cursor
    readonly limit?: number
  }) => Effect.Effect<{
    readonly conversations: ReadonlyArray<InboxConversation>
    readonly seen: Readonly<Record<string, number>>
    readonly nextCursor: Cursor | null
  }>
  readonly counts: (member: Member, query: { readonly isTest: boolean }) => Effect.Effect<InboxCounts>
  readonly open: (member: Member, query: { readonly conversationId: ConversationId; readonly limit?: number }) => Effect.Effect<{
    readonly conversation: InboxConversation
    readonly items: ReadonlyArray<TimelineItem>
    readonly hasMore: boolean
    readonly seen: ReadonlyArray<typeof SeenMark.Type>
  }, ConversationNotFound | LimitReached>
  readonly timeline: (member: Member, query: {
    readonly conversationId: ConversationId
    readonly beforeSeq: number
    readonly limit?: number
  }) => Effect.Effect<{ readonly items: ReadonlyArray<TimelineItem>; readonly hasMore: boolean }, ConversationNotFound | LimitReached>
  /** Whether the plan has room for this message; one that is there already may be said again. */
  readonly mayReply: (member: BilledSite, message: Said) => Effect.Effect<void, LimitReached>
  /** Answers the visitor or leaves a note, exactly once; refuses when a colleague answered since `confirmedSeq`. */
  readonly reply: (member: Omit<Member, "connection" | "sessionId" | "role">, reply: Reply) => Effect.Effect<
    { readonly item: TimelineItem; readonly conversation: InboxConversation },
    ConversationNotFound | IdConflict | ReplyIsStale | FileNotReady | LimitReached
  >
  /** Moves my mark, forward or (to make it unread) back. */
  readonly seen: (member: Member, at: { readonly conversationId: ConversationId; readonly seq: number }) => Effect.Effect<void, ConversationNotFound>
  /** Tells the team, and the visitor unless it is a note that is being written. */
  readonly typing: (member: Member, state: {
    readonly conversationId: ConversationId
    readonly isTyping: boolean
    readonly visibility: typeof Visibility.Type
  }) => Effect.Effect<void>
  /** The visitor's conversations, newest activity first, the proven contact's included. */
  readonly ofVisitor: (member: Member, visitorId: string) => Effect.Effect<ReadonlyArray<InboxConversation>>
}>()("api/inbox/Inbox") {
  static readonly layer = Layer.effect(Inbox, Effect.suspend(() => make)).pipe(Layer.provide(InboxRepo.layer))
}

const make = Effect.gen(function*() {
  const repo = yield* InboxRepo
  const sends = yield* Sends
  const live = yield* Live
  const entitlements = yield* Entitlements
  const wire = yield* WireItems

  const find = Effect.fnUntraced(function*(member: Member, conversationId: ConversationId) {
    return (yield* repo.find(member.websiteId, conversationId)) ?? (yield* new ConversationNotFound({ conversationId }))
  })
  const findOpen = Effect.fnUntraced(function*(member: Member, conversationId: ConversationId) {
    const conversation = yield* find(member, conversationId)
    yield* entitlements.read(member, conversation)
    return conversation
  })
  const mayReply = (member: BilledSite, { conversationId, messageId }: Said) => Effect.catchTag(entitlements.reply(member), "LimitReached", (refusal) =>
    // Looked for only now: its answer may have been lost, and the way of every other message stays short.
    Effect.flatMap(repo.isSaid(member.websiteId, conversationId, messageId), (isSaid) => isSaid ? Effect.void : refusal))
  const shown = (conversation: InboxConversation, lock: Lock | undefined) => lock === undefined ? wire.conversation(conversation) : redacted(conversation, lock)
  const newest = Effect.fnUntraced(function*(member: Member, id: ConversationId, beforeSeq: number, limit: number) {
    const items = yield* repo.items(member.websiteId, id, beforeSeq, limit + 1)
    return { items: items.slice(-limit).map(wire.item), hasMore: items.length > limit }
  })

  const reply: Inbox["Service"]["reply"] = Effect.fnUntraced(function*(member, { confirmedSeq, conversationId, files = [], messageId, source, text, visibility }) {
    // The plan counts what is written anywhere, and stops what is written in the inbox.
    if (source === undefined) yield* mayReply(member, { conversationId, messageId })
    const result = yield* sends.send({
      website: member.websiteId,
      data: "all",
      conversation: conversationId,
      id: messageId,
      member: member.userId,
      visibility,
      body: text,
      hash: bodyHash(text, [...files, visibility]),
      files,
      confirmed_seq: confirmedSeq,
      ...(source === "email" && { source })
    })
    switch (result.outcome) {
      case "sent":
      case "repeat":
        if (result.outcome === "sent") yield* live.messageSent(member.websiteId, result)
        return { item: wire.item(result.item), conversation: wire.conversation(result.inbox) }
      case "stale": return yield* new ReplyIsStale({ items: result.items.map(wire.item) })
      case "id_conflict": return yield* new IdConflict({ id: messageId })
      case "file_not_ready": return yield* new FileNotReady({ key: files[0] ?? "" })
      default: return yield* new ConversationNotFound({ conversationId })
    }
  })

  return Inbox.of({
    list: Effect.fn("Inbox.list")(function*(member, { cursor, isTest, limit = 50, view }) {
      const lockOf = yield* entitlements.locks(member)
      const after = cursor === undefined ? null : fromCursor(cursor)
      const rows = yield* repo.page(member.websiteId, member.userId, { view, isTest, after, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        conversations: page.map(({ inbox }) => shown(inbox, lockOf(inbox))),
        seen: Object.fromEntries(page.flatMap(({ inbox, seen }) => seen === null ? [] : [[inbox.id, seen]])),
        nextCursor: last === undefined ? null : toCursor(last.end)
      }
    }),
    counts: (member, { isTest }) => repo.counts(member.websiteId, isTest),
    open: Effect.fn("Inbox.open")(function*(member, { conversationId, limit = 50 }) {
      const conversation = yield* findOpen(member, conversationId)
      const page = yield* newest(member, conversationId, 2 ** 31 - 1, limit)
      return { conversation: wire.conversation(conversation), ...page, seen: yield* repo.seen(member.websiteId, conversationId) }
    }),
    timeline: Effect.fn("Inbox.timeline")(function*(member, { beforeSeq, conversationId, limit = 50 }) {
      yield* findOpen(member, conversationId)
      return yield* newest(member, conversationId, beforeSeq, limit)
    }),
    mayReply,
    reply: (member, said) => sends.turns.saying(member.userId, said.conversationId, reply(member, said)),
    seen: Effect.fn("Inbox.seen")(function*(member, { conversationId, seq }) {
      const mark = yield* repo.markSeen(member.websiteId, member.userId, conversationId, seq)
      if (mark === undefined) return yield* new ConversationNotFound({ conversationId })
      const event = {
        _tag: "SeenChanged", conversationId, actorType: "user", actorId: member.userId, seq: mark.seq, at: mark.at
      } as const
      yield* live.tell(member.websiteId, event)
      yield* live.tellVisitor(mark, event)
    }),
    typing: Effect.fn("Inbox.typing")((member, { conversationId, isTyping, visibility }) => sends.turns.typing(
      { author: member.userId, conversationId, isTyping },
      repo.audience(member.websiteId, conversationId),
      (audience) => {
        if (audience === undefined) return Effect.void
        const event = {
          _tag: "TypingChanged", conversationId, actorType: "user", actorId: member.userId, isTyping, preview: null
        } as const
        return Effect.andThen(live.tell(member.websiteId, event), visibility === "public" ? live.tellVisitor(audience, event) : Effect.void)
      }
    )),
    ofVisitor: (member, visitorId) => Effect.zipWith(repo.ofVisitor(member.websiteId, visitorId), entitlements.locks(member), (rows, lockOf) =>
      rows.map((row) => shown(row, lockOf(row))))
  })
})
