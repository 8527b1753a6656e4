import { TimelineItemId } from "@cossistant/core/conversations/TimelineItem"
import { ActorRefused, CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { AuthorRefused, AuthorRequired } from "@cossistant/core/publicApi/messagesApi"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import { VisitorNotFound } from "@cossistant/core/visitors/VisitorDetail"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Conversations } from "../conversations/Conversations.ts"
import { Ids } from "../ids/Ids.ts"
import { Inbox } from "../inbox/Inbox.ts"
import { Members } from "../members/Members.ts"
import { ApiConversations } from "./ApiConversations.ts"
import { Callers } from "./Callers.ts"

const newest = 2 ** 31 - 1

export const messagesHandlers = HttpApiBuilder.group(PublicApi, "messages", Effect.fnUntraced(function*(handlers) {
  const api = yield* ApiConversations
  const callers = yield* Callers
  const conversations = yield* Conversations
  const ids = yield* Ids
  const inbox = yield* Inbox
  const members = yield* Members

  /** Who of the team says it: whoever is named, else the actor, else who made the key; and works on this site. */
  const memberOf = Effect.fnUntraced(function*(key: CurrentApiKey["Service"], named: string | null) {
    const { actor, connection, createdBy, organizationId, websiteId } = key
    if (named === null && actor !== null) return actor
    const userId = named ?? createdBy
    if (userId === null) return yield* new AuthorRequired()
    const role = yield* members.roleOn(websiteId, userId)
    if (role === undefined) return yield* named === null ? new AuthorRequired() : new ActorRefused({ userId })
    return { userId, sessionId: "", websiteId, organizationId, role, connection }
  })

  return handlers.handleAll({
    send: ({ payload: { conversationId, item } }) => CurrentApiKey.use((key) => Effect.gen(function*() {
      const { files, text, userId = null, visibility = "public", visitorId = null } = item
      const message = { conversationId, messageId: item.id ?? TimelineItemId.make(yield* ids.next), text, ...(files === undefined ? {} : { files }) }
      if (key.visitor !== null || visitorId !== null) {
        const isOwn = visitorId === null || key.visitor === null || visitorId === key.visitor.visitorId
        if (userId !== null || visibility !== "public" || !isOwn) return yield* new AuthorRefused()
        const visitor = yield* Effect.catchTag(callers.visitor(key, visitorId), "VisitorRequired", () => Effect.fail(new VisitorNotFound({ id: "" })))
        return { item: (yield* conversations.send(visitor, message)).item }
      }
      const member = yield* memberOf(key, userId)
      yield* api.get(key, conversationId)
      const sent = yield* Effect.catchTag(inbox.reply(member, { ...message, visibility, confirmedSeq: newest, source: "api" }), "ReplyIsStale", Effect.die)
      return { item: sent.item }
    }))
  })
}))
