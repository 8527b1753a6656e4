import { InvalidKey, OriginRefused } from "@cossistant/core/auth/KeyAuth"
import { InboxRpcs, WidgetRpcs } from "@cossistant/core/rpcs"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { analyticsHandlers } from "./analytics/analyticsHandlers.ts"
import { billingHandlers } from "./billing/billingHandlers.ts"
import { erasureHandlers } from "./contacts/erasureHandlers.ts"
import { sendShortCut } from "./conversations/sendShortCut.ts"
import * as widgetConversationHandlers from "./conversations/widgetConversationHandlers.ts"
import * as feedbackHandlers from "./feedback/feedbackHandlers.ts"
import { inboundHandlers } from "./inbound/inboundHandlers.ts"
import * as inboxHandlers from "./inbox/inboxHandlers.ts"
import { startChatHandlers } from "./inbox/startChatHandlers.ts"
import { operationHandlers } from "./jobs/operationHandlers.ts"
import { joinHandlers } from "./members/joinHandlers.ts"
import * as memberAuth from "./members/memberAuth.ts"
import { accountLetterHandlers } from "./mail/accountLetterHandlers.ts"
import { mailHandlers } from "./mail/mailHandlers.ts"
import { notificationHandlers } from "./notifications/notificationHandlers.ts"
import { ownOrigins } from "./members/ownOrigins.ts"
import { teamHandlers } from "./members/teamHandlers.ts"
import { readSessionToken } from "./members/sessionCookie.ts"
import * as userAuth from "./members/userAuth.ts"
import { userHandlers } from "./members/userHandlers.ts"
import * as RpcDoor from "./realtime/RpcDoor.ts"
import { Settings } from "./settings/Settings.ts"
import * as inboxSyncHandlers from "./sync/inboxSyncHandlers.ts"
import * as widgetSyncHandlers from "./sync/widgetSyncHandlers.ts"
import { pictureHandlers } from "./uploads/pictureHandlers.ts"
import { inboxUploadHandlers, widgetUploadHandlers } from "./uploads/uploadHandlers.ts"
import * as visitorAuth from "./visitors/visitorAuth.ts"
import * as visitorHandlers from "./visitors/visitorHandlers.ts"
import { webhookHandlers } from "./webhooks/webhookHandlers.ts"
import { Admission } from "./websites/Admission.ts"
import * as keyAuth from "./websites/keyAuth.ts"
import { websiteSettingsHandlers, widgetWebsiteHandlers } from "./websites/websiteHandlers.ts"

/** `/rpc/widget`: browsers of any page, let in by public key and origin. */
const widget = RpcDoor.layer({
  name: "widget",
  group: WidgetRpcs,
  anyOrigin: true,
  admit: (connection) => Admission.use((admission) => admission.admitSocket(connection)),
  refusal: Schema.Union([InvalidKey, OriginRefused]),
  shortCuts: Effect.map(sendShortCut, (send) => ({ "conversations.send": send }))
}).pipe(Layer.provide([
  keyAuth.layer, visitorAuth.layer, widgetWebsiteHandlers, visitorHandlers.layer,
  widgetConversationHandlers.layer, feedbackHandlers.layer, widgetUploadHandlers, widgetSyncHandlers.layer
]))

/** `/rpc/inbox`: our own pages, let in by their origin; the session is asked for by each procedure that needs one. */
const inbox = RpcDoor.layer({
  name: "inbox",
  group: InboxRpcs,
  anyOrigin: false,
  admit: ({ origin }) => Settings.use(({ publicUrl }) =>
    origin !== null && ownOrigins(publicUrl).includes(origin)
      ? Effect.void
      : Effect.fail(new OriginRefused({ origin, reason: origin === null ? "origin_missing" : "origin_not_allowed" }))),
  refusal: OriginRefused,
  session: Settings.use(({ publicUrl, secrets }) => {
    const cookie = { secret: Redacted.value(secrets.auth), secure: publicUrl.startsWith("https:") }
    return Effect.succeed((connection) => readSessionToken(connection.cookie, cookie) ?? undefined)
  })
}).pipe(Layer.provide([
  mailHandlers, accountLetterHandlers, erasureHandlers, operationHandlers, notificationHandlers, userAuth.layer, memberAuth.layer, userHandlers, joinHandlers, teamHandlers, websiteSettingsHandlers, webhookHandlers, billingHandlers, analyticsHandlers,
  inboxHandlers.layer, startChatHandlers, inboxUploadHandlers, pictureHandlers, inboundHandlers, inboxSyncHandlers.layer
]))

export const layer = Layer.mergeAll(widget, inbox)
