import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import {
  type ConversationId, ConversationNotFound, type ConversationPriority, type ConversationStatus
} from "@cossistant/core/conversations/Conversation"
import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { WireItems } from "../conversations/WireItems.ts"
import { Live } from "../live/Live.ts"
import { Members } from "../members/Members.ts"
import { ConversationEdits, type Edit, type Editable } from "./ConversationEdits.ts"
import { InboxRepo } from "./InboxRepo.ts"

type Member = CurrentMember["Service"]
type Changed = Effect.Effect<InboxConversation, ConversationNotFound>

/** What a team decides about a conversation. Doing it twice, or two at once, leaves one trace. */
export class Triage extends Context.Service<Triage, {
  readonly setStatus: (member: Member, to: { readonly conversationId: ConversationId; readonly status: typeof ConversationStatus.Type }) => Changed
  readonly setArchived: (member: Member, to: { readonly conversationId: ConversationId; readonly archived: boolean }) => Changed
  readonly setPriority: (member: Member, to: { readonly conversationId: ConversationId; readonly priority: typeof ConversationPriority.Type }) => Changed
  readonly setTitle: (member: Member, to: { readonly conversationId: ConversationId; readonly title: string | null }) => Changed
  /** To a member of this site, or to nobody; someone else's id changes nothing. */
  readonly assign: (member: Member, to: { readonly conversationId: ConversationId; readonly userId: string | null }) => Changed
  /** The member takes the conversation on, which its visitor is told, once. */
  readonly join: (member: Member, to: { readonly conversationId: ConversationId }) => Changed
}>()("api/inbox/Triage") {
  static readonly layer = Layer.effect(Triage, Effect.suspend(() => make)).pipe(
    Layer.provide([InboxRepo.layer, ConversationEdits.layer])
  )
}

const make = Effect.gen(function*() {
  const edits = yield* ConversationEdits
  const repo = yield* InboxRepo
  const live = yield* Live
  const members = yield* Members
  const wire = yield* WireItems

  const change = Effect.fn("Triage.change")(function*(
    member: Member,
    conversationId: ConversationId,
    decide: (now: Editable) => Edit | undefined
  ) {
    const result = yield* edits.edit(member, conversationId, decide)
    if (result?.changed) {
      yield* live.conversationChanged({ websiteId: member.websiteId, conversationId, itemIds: result.itemIds })
    }
    const conversation = yield* repo.find(member.websiteId, conversationId)
    return conversation === undefined ? yield* new ConversationNotFound({ conversationId }) : wire.conversation(conversation)
  })

  return Triage.of({
    setStatus: (member, { conversationId, status }) => change(member, conversationId, (now) =>
      now.status === status ? undefined : { set: { status }, event: statusEvent(now.status, status) }),
    setArchived: Effect.fnUntraced(function*(member, { archived, conversationId }) {
      const at = DateTime.toDateUtc(yield* DateTime.now)
      return yield* change(member, conversationId, (now) =>
        (now.deletedAt !== null) === archived ? undefined : {
          set: { deletedAt: archived ? at : null },
          event: { eventType: "status_changed", message: archived ? "archived" : "unarchived" }
        })
    }),
    setPriority: (member, { conversationId, priority }) => change(member, conversationId, (now) =>
      now.priority === priority ? undefined : { set: { priority }, event: { eventType: "priority_changed", message: priority } }),
    setTitle: (member, { conversationId, title }) => change(member, conversationId, (now) =>
      now.title === title ? undefined : { set: { title } }),
    join: (member, { conversationId }) => change(member, conversationId, (now) =>
      now.assigneeIds[0] === member.userId ? undefined : { set: { assigneeIds: [member.userId] }, event: { eventType: "participant_joined", isPublic: true } }),
    assign: Effect.fnUntraced(function*(member, { conversationId, userId }) {
      if (userId !== null && !(yield* members.isOnSite(member.websiteId, userId))) {
        return yield* change(member, conversationId, () => undefined)
      }
      return yield* change(member, conversationId, (now) => {
        const before = now.assigneeIds[0] ?? null
        if (before === userId) return undefined
        return {
          set: { assigneeIds: userId === null ? [] : [userId] },
          event: userId === null
            ? { eventType: "unassigned", ...(before !== null && { targetUserId: before }) }
            : { eventType: "assigned", targetUserId: userId }
        }
      })
    })
  })
})

const statusEvent = (from: Editable["status"], to: Editable["status"]): NonNullable<Edit["event"]> =>
  to === "resolved"
    ? { eventType: "resolved" }
    : from === "resolved" && to === "open"
    ? { eventType: "reopened" }
    : { eventType: "status_changed", message: to }
