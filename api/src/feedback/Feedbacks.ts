import type { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { type ConversationId, ConversationNotFound, type PublicConversation, RatingRefused } from "@cossistant/core/conversations/Conversation"
import type { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import type { Feedback } from "@cossistant/core/feedback/Feedback"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { WireItems } from "../conversations/WireItems.ts"
import { Ids } from "../ids/Ids.ts"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Live } from "../live/Live.ts"
import { VisitorLimits } from "../visitors/VisitorLimits.ts"
import { FeedbackRepo, type VisitorScope } from "./FeedbackRepo.ts"

type Visitor = CurrentVisitor["Service"]

export interface Rated {
  readonly conversationId: ConversationId
  readonly value: number
  readonly comment?: string
}

export interface Said {
  readonly rating: number
  readonly topic?: string
  readonly comment?: string
  readonly trigger?: string
  readonly source: string
  readonly conversationId?: ConversationId
}

/** What visitors think. */
export class Feedbacks extends Context.Service<Feedbacks, {
  /** Rates a resolved conversation, once; the same again is answered alike. */
  readonly rate: (visitor: Visitor, rating: Rated) => Effect.Effect<PublicConversation, ConversationNotFound | RatingRefused | TooManyRequests>
  /** Keeps what a visitor says of anything, or of a conversation of the visitor's own. */
  readonly submit: (visitor: Visitor, said: Said) => Effect.Effect<Feedback, ConversationNotFound | TooManyRequests>
  /** What was said of a conversation, newest first. */
  readonly ofConversation: (websiteId: string, id: ConversationId) => Effect.Effect<ReadonlyArray<Feedback>>
  /** What a person said of anything, newest first. */
  readonly ofVisitor: (websiteId: string, visitorId: string) => Effect.Effect<ReadonlyArray<Feedback>>
}>()("api/feedback/Feedbacks") {
  static readonly layer = Layer.effect(Feedbacks, Effect.suspend(() => make)).pipe(Layer.provide(FeedbackRepo.layer))
}

const scopeOf = ({ contactId, isTest, visitorId, websiteId }: Visitor): VisitorScope =>
  ({ websiteId, visitorId, contactId, data: isTest ? "test" : "live" })

const make = Effect.gen(function*() {
  const repo = yield* FeedbackRepo
  const ids = yield* Ids
  const limiter = yield* Limiter
  const limits = yield* VisitorLimits
  const live = yield* Live
  const wire = yield* WireItems

  const allowed = ({ connection, visitorId, websiteId }: Visitor, what: "rate" | "feedback") => limiter.take(
    { key: `${what} ${visitorId}`, limit: limits.feedbackOfVisitor, window: "1 minute" },
    { key: `${what} ${websiteId} ${addressPrefix(connection.address)}`, limit: limits.feedbackOfPrefix, window: "1 minute" }
  )

  return Feedbacks.of({
    rate: Effect.fn("Feedbacks.rate")(function*(visitor, { comment = null, conversationId, value }) {
      yield* allowed(visitor, "rate")
      const scope = scopeOf(visitor)
      const id = yield* ids.next
      const { conversation, feedback } = yield* repo.within(scope, Effect.gen(function*() {
        const held = yield* repo.hold(scope, conversationId)
        if (held === undefined) return yield* new ConversationNotFound({ conversationId })
        const isRepeat = held.rating === value && held.comment === comment
        if (held.rating !== null && !isRepeat) return yield* new RatingRefused({ conversationId, reason: "already_rated" })
        if (!isRepeat && !held.isResolved) return yield* new RatingRefused({ conversationId, reason: "not_resolved" })
        const feedback = isRepeat ? null : yield* repo.add(scope, {
          id, conversationId, rating: value, topic: null, comment, trigger: "conversation_resolved", source: "widget"
        }, true)
        if (feedback !== null) yield* repo.show(scope, conversationId, value)
        return { feedback, conversation: yield* repo.conversation(scope, conversationId) }
      }))
      if (feedback !== null) {
        yield* live.conversationChanged({ websiteId: visitor.websiteId, conversationId, itemIds: [] })
        yield* live.tell(visitor.websiteId, { _tag: "FeedbackGiven", feedback })
      }
      return wire.publicConversation(conversation)
    }, Effect.uninterruptible),
    submit: Effect.fn("Feedbacks.submit")(function*(visitor, { comment = null, conversationId, rating, source, topic = null, trigger = null }) {
      yield* allowed(visitor, "feedback")
      const scope = scopeOf(visitor)
      const id = yield* ids.next
      const feedback = yield* repo.within(scope, Effect.gen(function*() {
        if (conversationId !== undefined && (yield* repo.hold(scope, conversationId)) === undefined) {
          return yield* new ConversationNotFound({ conversationId })
        }
        return yield* repo.add(scope, { id, conversationId: conversationId ?? null, rating, topic, comment, trigger, source }, false)
      }))
      yield* live.tell(visitor.websiteId, { _tag: "FeedbackGiven", feedback })
      return feedback
    }, Effect.uninterruptible),
    ofConversation: repo.ofConversation,
    ofVisitor: repo.ofVisitor
  })
})
