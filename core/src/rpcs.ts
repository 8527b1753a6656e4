import { AnalyticsRpcs } from "./analytics/analyticsRpcs.ts"
import { BillingRpcs } from "./billing/billingRpcs.ts"
import { ErasureRpcs } from "./contacts/erasureRpcs.ts"
import { WidgetConversationRpcs } from "./conversations/widgetConversationRpcs.ts"
import { WidgetFeedbackRpcs } from "./feedback/widgetFeedbackRpcs.ts"
import { InboxConversationRpcs } from "./inbox/inboxRpcs.ts"
import { AccountLetterRpcs } from "./mail/accountLetterRpcs.ts"
import { MailRpcs } from "./mail/mailRpcs.ts"
import { JoinRpcs, TeamRpcs, UserRpcs } from "./members/memberRpcs.ts"
import { StartChatRpcs } from "./inbox/startChatRpcs.ts"
import { InboundRpcs } from "./inbound/inboundRpcs.ts"
import { OperationRpcs } from "./operations/operationRpcs.ts"
import { NotificationRpcs } from "./notifications/notificationRpcs.ts"
import { InboxSyncRpcs, WidgetSyncRpcs } from "./sync/syncRpcs.ts"
import { PictureRpcs } from "./uploads/pictureRpcs.ts"
import { InboxUploadRpcs, WidgetUploadRpcs } from "./uploads/uploadRpcs.ts"
import { StartVisitorRpcs, WidgetVisitorRpcs } from "./visitors/widgetVisitorRpcs.ts"
import { WebhookRpcs } from "./webhooks/webhookRpcs.ts"
import { WebsiteSettingsRpcs } from "./websites/websiteSettingsRpcs.ts"
import { WidgetWebsiteRpcs } from "./websites/widgetWebsiteRpcs.ts"

/** Everything a browser with a public key may ask, served at `/rpc/widget`. */
export const WidgetRpcs = WidgetWebsiteRpcs.merge(
  StartVisitorRpcs, WidgetVisitorRpcs, WidgetConversationRpcs, WidgetFeedbackRpcs, WidgetUploadRpcs, WidgetSyncRpcs
)

/** Everything a signed-in person may ask, served at `/rpc/inbox`. */
export const InboxRpcs = UserRpcs.merge(
  JoinRpcs, ErasureRpcs, TeamRpcs, WebsiteSettingsRpcs, WebhookRpcs, BillingRpcs, AnalyticsRpcs, InboxConversationRpcs, StartChatRpcs, InboxUploadRpcs, PictureRpcs, InboundRpcs, MailRpcs, AccountLetterRpcs, OperationRpcs, NotificationRpcs, InboxSyncRpcs
)
