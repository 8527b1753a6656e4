import { WidgetConversationRpcs } from "./conversations/widgetConversationRpcs.ts"
import { WidgetFeedbackRpcs } from "./feedback/widgetFeedbackRpcs.ts"
import { InboxConversationRpcs } from "./inbox/inboxRpcs.ts"
import { JoinRpcs, TeamRpcs, UserRpcs } from "./members/memberRpcs.ts"
import { InboxSyncRpcs, WidgetSyncRpcs } from "./sync/syncRpcs.ts"
import { InboxUploadRpcs, WidgetUploadRpcs } from "./uploads/uploadRpcs.ts"
import { StartVisitorRpcs, WidgetVisitorRpcs } from "./visitors/widgetVisitorRpcs.ts"
import { WebsiteSettingsRpcs } from "./websites/websiteSettingsRpcs.ts"
import { WidgetWebsiteRpcs } from "./websites/widgetWebsiteRpcs.ts"

/** Everything a browser with a public key may ask, served at `/rpc/widget`. */
export const WidgetRpcs = WidgetWebsiteRpcs.merge(
  StartVisitorRpcs, WidgetVisitorRpcs, WidgetConversationRpcs, WidgetFeedbackRpcs, WidgetUploadRpcs, WidgetSyncRpcs
)

/** Everything a signed-in person may ask, served at `/rpc/inbox`. */
export const InboxRpcs = UserRpcs.merge(
  JoinRpcs, TeamRpcs, WebsiteSettingsRpcs, InboxConversationRpcs, InboxUploadRpcs, InboxSyncRpcs
)
