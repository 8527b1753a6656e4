import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { InboxConversationRpcs } from "@cossistant/core/inbox/inboxRpcs"
import * as Effect from "effect/Effect"
import { Feedbacks } from "../feedback/Feedbacks.ts"
import { Visitors } from "../visitors/Visitors.ts"
import { Inbox } from "./Inbox.ts"
import { Triage } from "./Triage.ts"
import { Viewers } from "./Viewers.ts"

/** The team's procedures, one line each. */
export const layer = InboxConversationRpcs.toLayer(Effect.gen(function*() {
  const inbox = yield* Inbox
  const triage = yield* Triage
  const viewers = yield* Viewers
  const visitors = yield* Visitors
  const feedbacks = yield* Feedbacks
  return InboxConversationRpcs.of({
    "inbox.list": (query) => CurrentMember.use((member) => inbox.list(member, query)),
    "inbox.counts": (query) => CurrentMember.use((member) => inbox.counts(member, query)),
    "inbox.open": (query) => CurrentMember.use((member) => Effect.flatMap(inbox.open(member, query), (page) =>
      Effect.map(feedbacks.ofConversation(member.websiteId, query.conversationId), (feedback) => ({ ...page, feedback })))),
    "inbox.timeline": (query) => CurrentMember.use((member) => inbox.timeline(member, query)),
    "inbox.reply": (reply) => CurrentMember.use((member) => inbox.reply(member, reply)),
    "inbox.setStatus": (to) => CurrentMember.use((member) => triage.setStatus(member, to)),
    "inbox.setArchived": (to) => CurrentMember.use((member) => triage.setArchived(member, to)),
    "inbox.setPriority": (to) => CurrentMember.use((member) => triage.setPriority(member, to)),
    "inbox.setTitle": (to) => CurrentMember.use((member) => triage.setTitle(member, to)),
    "inbox.assign": (to) => CurrentMember.use((member) => triage.assign(member, to)),
    "inbox.seen": (at) => CurrentMember.use((member) => inbox.seen(member, at)),
    "inbox.typing": (state) => CurrentMember.use((member) => inbox.typing(member, state)),
    "inbox.viewing": ({ conversationId }) => CurrentMember.use((member) => viewers.view(member, conversationId)),
    "visitors.get": ({ visitorId }) => CurrentMember.use((member) => Effect.all({
      visitor: visitors.detail(member.websiteId, visitorId),
      conversations: inbox.ofVisitor(member, visitorId),
      feedback: feedbacks.ofVisitor(member.websiteId, visitorId)
    })),
    "visitors.setBlocked": ({ blocked, visitorId }) => CurrentMember.use((member) =>  visitors.setBlocked(member, visitorId, blocked))
  })
}))
