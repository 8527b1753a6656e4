import { BadRequest } from "@cossistant/core/errors/BadRequest"
import { ActorRequired, CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Entitlements } from "../billing/Entitlements.ts"
import { type Sender, Uploads } from "../uploads/Uploads.ts"
import { Callers, scopeOf } from "./Callers.ts"

type Key = CurrentApiKey["Service"]

/** Files belong to whoever will send them: the visitor, or the teammate a private key acts for. */
export const uploadsHandlers = HttpApiBuilder.group(PublicApi, "uploads", Effect.fnUntraced(function*(handlers) {
  const uploads = yield* Uploads
  const callers = yield* Callers
  const entitlements = yield* Entitlements
  const senderOf = Effect.fnUntraced(function*(key: Key) {
    const { actor, connection, organizationId, websiteId } = key
    const sender = (author: Sender["author"]): Sender => ({ websiteId, organizationId, data: scopeOf(key).data, author, address: connection.address })
    if (actor !== null) return sender({ userId: actor.userId })
    const { contactId, visitorId } = yield* Effect.mapError(callers.visitor(key), () => new ActorRequired())
    return sender({ visitorId, contactId })
  })
  return handlers.handleAll({
    sign: ({ payload: { contentType, fileExtension, fileName, organizationId, scope, size, websiteId } }) => CurrentApiKey.use((key) => Effect.gen(function*() {
      const others = [websiteId, scope.websiteId].some((id) => id !== undefined && id !== key.websiteId) ? "websiteId"
        : [organizationId, scope.organizationId].some((id) => id !== undefined && id !== key.organizationId) ? "organizationId" : undefined
      if (others !== undefined) return yield* new BadRequest({ id: crypto.randomUUID(), issue: `${others} isn't the key's own` })
      if (key.actor !== null) yield* entitlements.feature(key, "dashboard-file-sharing")
      const wanted = { conversationId: scope.conversationId, filename: fileExtension === undefined ? fileName : `${fileName}.${fileExtension}`, mediaType: contentType, size }
      const { url, ...grant } = yield* uploads.grant(yield* senderOf(key), wanted)
      return { ...grant, uploadUrl: url, contentType }
    })),
    claim: ({ payload: { key: file } }) => CurrentApiKey.use((key) => Effect.flatMap(senderOf(key), (sender) => uploads.claim(sender, file)))
  })
}))
