import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { InboxUploadRpcs, WidgetUploadRpcs } from "@cossistant/core/uploads/uploadRpcs"
import * as Effect from "effect/Effect"
import { Entitlements } from "../billing/Entitlements.ts"
import { type Sender, Uploads } from "./Uploads.ts"

const asVisitor = ({ connection, contactId, isTest, visitorId, ...site }: CurrentVisitor["Service"]): Sender =>
  ({ ...site, data: isTest ? "test" : "live", author: { visitorId, contactId }, address: connection.address })

const asMember = ({ connection, organizationId, userId, websiteId }: CurrentMember["Service"]): Sender =>
  ({ websiteId, organizationId, data: "all", author: { userId }, address: connection.address })

/** A visitor's attachments. */
export const widgetUploadHandlers = WidgetUploadRpcs.toLayer(Effect.gen(function*() {
  const uploads = yield* Uploads
  return WidgetUploadRpcs.of({
    "uploads.grant": (file) => CurrentVisitor.use((visitor) => uploads.grant(asVisitor(visitor), file)),
    "uploads.claim": ({ key }) => CurrentVisitor.use((visitor) => uploads.claim(asVisitor(visitor), key))
  })
}))

/** A member's, where the plan has files in answers. */
export const inboxUploadHandlers = InboxUploadRpcs.toLayer(Effect.gen(function*() {
  const uploads = yield* Uploads
  const entitlements = yield* Entitlements
  return InboxUploadRpcs.of({
    "uploads.grant": ({ conversationId, filename, mediaType, size }) =>
      CurrentMember.use((member) => Effect.andThen(
        entitlements.feature(member, "dashboard-file-sharing"),
        uploads.grant(asMember(member), { conversationId, filename, mediaType, size })
      )),
    "uploads.claim": ({ key }) => CurrentMember.use((member) => uploads.claim(asMember(member), key))
  })
}))
