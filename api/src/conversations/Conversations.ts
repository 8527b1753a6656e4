import { type CurrentVisitor, UnknownVisitor, VisitorBlocked } from "@cossistant/core/auth/VisitorAuth"
import {
  ConversationClosed, type ConversationId, ConversationNotFound, IdConflict, type PublicConversation
} from "@cossistant/core/conversations/Conversation"
import type { PublicTimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { TeamMark, WelcomeMessage } from "@cossistant/core/conversations/widgetConversationRpcs"
import { FileNotReady } from "@cossistant/core/uploads/Upload"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { Live } from "../live/Live.ts"
import { Installs } from "../websites/Installs.ts"
import { fromCursor, toCursor } from "../sql/PageEnd.ts"
import { WireItems } from "./WireItems.ts"
import { bodyHash } from "./bodyHash.ts"
import { ConversationRepo, type VisitorScope } from "./ConversationRepo.ts"
import { greetings } from "./greetings.ts"
import { logDefect } from "../realtime/logDefect.ts"
import { type ShortCut, Written } from "../realtime/ShortCut.ts"
import { type SendRequest, type SendResult, type Sent, wasSaid } from "./SendRequest.ts"
import { Sends } from "./Sends.ts"

type Visitor = CurrentVisitor["Service"]
type Author = Omit<Visitor, "connection">

/** A visitor's message: what to say, where, and under which id. */
export interface NewMessage {
  readonly conversationId: ConversationId
  readonly messageId: string
  readonly text: string
  readonly files?: ReadonlyArray<string>
  readonly welcome?: ReadonlyArray<typeof WelcomeMessage.Type>
  /** Where it was written, when that isn't a widget. */
  readonly source?: "email"
}

/** What a visitor may do with conversations: the own ones, and those of the proven contact. */
export class Conversations extends Context.Service<Conversations, {
  /** Newest activity first; archived ones are left out. `limit` is 20 unless given. */
  readonly list: (visitor: Visitor, page: { readonly cursor?: Cursor; readonly limit?: number }) => Effect.Effect<{
    readonly conversations: ReadonlyArray<PublicConversation>
    readonly nextCursor: Cursor | null
    readonly total: number
  }>
  /** The newest items before a place, oldest first, 50 unless `limit` says otherwise; and how far the team has read. */
  readonly timeline: (
    visitor: Visitor,
    page: { readonly conversationId: ConversationId; readonly beforeSeq?: number; readonly limit?: number }
  ) => Effect.Effect<{
    readonly conversation: PublicConversation
    readonly items: ReadonlyArray<PublicTimelineItem>
    readonly hasMore: boolean
    readonly seen: ReadonlyArray<typeof TeamMark.Type>
  }, ConversationNotFound>
  /** Says something, exactly once, starting the conversation when it isn't there yet. */
  readonly send: (visitor: Author, message: NewMessage) => Effect.Effect<
    { readonly item: PublicTimelineItem; readonly conversation: PublicConversation },
    ConversationNotFound | ConversationClosed | IdConflict | FileNotReady | UnknownVisitor | VisitorBlocked
  >
  /** `send` for a shortcut: nobody waits, `done` gets what comes of it, a success `Written`. */
  readonly post: (visitor: Author, message: NewMessage, done: Parameters<ShortCut>[1]) => void
  /** All up to `seq` was read, on any of the visitor's devices. */
  readonly seen: (visitor: Visitor, at: { readonly conversationId: ConversationId; readonly seq: number }) => Effect.Effect<void, ConversationNotFound>
  /** Tells the team; nothing is stored. */
  readonly typing: (
    visitor: Visitor,
    state: { readonly conversationId: ConversationId; readonly isTyping: boolean; readonly preview?: string }
  ) => Effect.Effect<void, ConversationNotFound>
}>()("api/conversations/Conversations") {
  static readonly layer = Layer.effect(Conversations, Effect.suspend(() => make)).pipe(Layer.provide(ConversationRepo.layer))
}

const scopeOf = (visitor: Visitor): VisitorScope => ({
  websiteId: visitor.websiteId,
  data: visitor.isTest ? "test" : "live",
  visitorId: visitor.visitorId,
  contactId: visitor.contactId
})

const requestOf = (visitor: Author, { conversationId, files = [], messageId, source, text, welcome = [] }: NewMessage): SendRequest => ({
  website: visitor.websiteId,
  data: visitor.isTest ? "test" : "live",
  conversation: conversationId,
  id: messageId,
  visitor: visitor.visitorId,
  contact: visitor.contactId,
  visibility: "public",
  body: text,
  hash: bodyHash(text, files),
  files,
  welcome: greetings(conversationId, welcome),
  ...(source !== undefined && { source })
})

const make = Effect.gen(function*() {
  const repo = yield* ConversationRepo
  const sends = yield* Sends
  const live = yield* Live
  const installs = yield* Installs
  const wire = yield* WireItems
  const { turns } = sends

  const find = Effect.fnUntraced(function*(visitor: Visitor, conversationId: ConversationId) {
    const conversation = yield* repo.find(scopeOf(visitor), conversationId)
    return conversation ?? (yield* new ConversationNotFound({ conversationId }))
  })

  /** Everyone else hears of it, and who installs the widget. */
  const told = ({ websiteId }: Author, { conversationId }: NewMessage, sent: Sent) =>
    Effect.andThen(live.messageSent(websiteId, sent), installs.spoken(websiteId, conversationId))

  /** For a message that is answered already: nobody is left to hear that telling broke. */
  const toldOrLogged = (visitor: Author, message: NewMessage, sent: Sent) =>
    Effect.catchCause(told(visitor, message, sent), (cause) =>
      logDefect(cause, { websiteId: visitor.websiteId, conversationId: message.conversationId }))

  const shown = ({ item, public: conversation }: Sent) => ({
    // A visitor's message is public: the database wrote it so.
    item: wire.item({ ...item, visibility: "public" as const }),
    conversation: wire.publicConversation(conversation)
  })

  const refused = ({ conversationId, files = [], messageId }: NewMessage, result: Exclude<SendResult, Sent>) => {
    switch (result.outcome) {
      case "closed": return new ConversationClosed({ conversationId, status: result.status })
      case "id_conflict": return new IdConflict({ id: messageId })
      case "file_not_ready": return new FileNotReady({ key: files[0] ?? "" })
      case "unknown_visitor": return new UnknownVisitor()
      case "visitor_blocked": return new VisitorBlocked()
      default: return new ConversationNotFound({ conversationId })
    }
  }

  return Conversations.of({
    list: Effect.fn("Conversations.list")(function*(visitor, { cursor, limit = 20 }) {
      const { rows, total } = yield* repo.page(scopeOf(visitor), cursor === undefined ? null : fromCursor(cursor), limit + 1)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        conversations: rows.slice(0, limit).map((row) => wire.publicConversation(row.public)),
        nextCursor: last === undefined ? null : toCursor(last.end),
        total
      }
    }),

    timeline: Effect.fn("Conversations.timeline")(function*(visitor, { beforeSeq = 2 ** 31 - 1, conversationId, limit = 50 }) {
      const found = yield* repo.findWithMarks(scopeOf(visitor), conversationId)
      if (found === undefined) return yield* new ConversationNotFound({ conversationId })
      const items = yield* repo.items(scopeOf(visitor), conversationId, beforeSeq, limit + 1)
      return {
        conversation: wire.publicConversation(found.public),
        items: wire.publicItems(items.slice(-limit)),
        hasMore: items.length > limit,
        seen: found.seen
      }
    }),

    send: (visitor, message) => turns.saying(visitor.visitorId, message.conversationId, Effect.flatMap(sends.send(requestOf(visitor, message)), (result) => {
      if (!wasSaid(result)) return Effect.fail(refused(message, result))
      const answer = Effect.sync(() => shown(result))
      return result.outcome === "sent" ? Effect.andThen(told(visitor, message, result), answer) : answer
    })),

    // The answer goes out before anyone else hears: whoever waits for it can say the next thing meanwhile.
    post: (visitor, message, done) => {
      const over = turns.message(visitor.visitorId, message.conversationId)
      sends.post(requestOf(visitor, message), (exit) => {
        if (Exit.isFailure(exit)) return Effect.andThen(Effect.sync(over), done(exit))
        const result = exit.value
        if (!wasSaid(result)) return Effect.andThen(Effect.sync(over), done(Exit.fail(refused(message, result))))
        // Made in a fiber of its own: what breaks here breaks for this message alone.
        const answer = Effect.flatMap(Effect.exit(Effect.sync(() => new Written(JSON.stringify(shown(result))))), done)
        return Effect.ensuring(result.outcome === "sent" ? Effect.andThen(answer, toldOrLogged(visitor, message, result)) : answer, Effect.sync(over))
      })
    },

    seen: Effect.fn("Conversations.seen")(function*(visitor, { conversationId, seq }) {
      const moved = yield* repo.markSeen(scopeOf(visitor), conversationId, seq)
      if (moved === undefined) return yield* Effect.asVoid(find(visitor, conversationId))
      yield* live.conversationChanged({ websiteId: visitor.websiteId, conversationId, itemIds: [] })
    }),

    typing: Effect.fn("Conversations.typing")((visitor, { conversationId, isTyping, preview }) => turns.typing(
      { author: visitor.visitorId, conversationId, isTyping },
      repo.showsDrafts(scopeOf(visitor), conversationId),
      (showsDrafts) => showsDrafts === undefined
        ? Effect.fail(new ConversationNotFound({ conversationId }))
        : live.tell(visitor.websiteId, {
          _tag: "TypingChanged", conversationId, actorType: "visitor", actorId: visitor.visitorId, isTyping,
          preview: showsDrafts ? preview ?? null : null
        })
    ))
  })
})
