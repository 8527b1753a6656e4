import * as Layer from "effect/Layer"
import * as analytics from "./analytics/layer.ts"
import { Reports } from "./analytics/Reports.ts"
import { RollUps } from "./analytics/RollUps.ts"
import { AiProgress } from "./ai/AiProgress.ts"
import * as ai from "./ai/layer.ts"
import { Entitlements } from "./billing/Entitlements.ts"
import * as billing from "./billing/layer.ts"
import { Capabilities } from "./capabilities/Capabilities.ts"
import { Erasures } from "./contacts/Erasures.ts"
import { Conversations } from "./conversations/Conversations.ts"
import { Sends } from "./conversations/Sends.ts"
import { WireItems } from "./conversations/WireItems.ts"
import { Feedbacks } from "./feedback/Feedbacks.ts"
import * as geo from "./geo/layer.ts"
import { Ids } from "./ids/Ids.ts"
import { Inbound } from "./inbound/Inbound.ts"
import { ReplyAddress } from "./inbound/ReplyAddress.ts"
import { SmtpListener } from "./inbound/SmtpListener.ts"
import { Chats } from "./inbox/Chats.ts"
import { Inbox } from "./inbox/Inbox.ts"
import { Triage } from "./inbox/Triage.ts"
import { Viewers } from "./inbox/Viewers.ts"
import { Jobs } from "./jobs/Jobs.ts"
import { Work } from "./jobs/Work.ts"
import { Limiter } from "./limits/Limiter.ts"
import { Delivery } from "./live/Delivery.ts"
import * as live from "./live/layer.ts"
import { Presence } from "./live/Presence.ts"
import { Sessions } from "./live/Sessions.ts"
import { AccountLetters } from "./mail/AccountLetters.ts"
import { Deliveries } from "./mail/Deliveries.ts"
import * as mail from "./mail/layer.ts"
import { Letters } from "./mail/Letters.ts"
import { Suppressions } from "./mail/Suppressions.ts"
import * as notifications from "./notifications/layer.ts"
import * as members from "./members/layer.ts"
import * as bus from "./realtime/busLayer.ts"
import { Topics } from "./realtime/Topics.ts"
import * as publicApiHousekeeping from "./publicApi/housekeeping.ts"
import * as storage from "./storage/layer.ts"
import { AccessCheck } from "./sync/AccessCheck.ts"
import { PositionCheck } from "./sync/PositionCheck.ts"
import { Sync } from "./sync/Sync.ts"
import { Pictures } from "./uploads/Pictures.ts"
import { Uploads } from "./uploads/Uploads.ts"
import * as visitors from "./visitors/layer.ts"
import * as webhooks from "./webhooks/layer.ts"
import * as websites from "./websites/layer.ts"

/** What is chosen by settings: each port with the provider this installation uses. */
const capabilities = Layer.mergeAll(mail.layer, storage.layer, analytics.layer, geo.layer, ai.layer, bus.layer)

/** Telling whoever listens, on this node and the others. */
const delivery = Layer.mergeAll(Presence.layer, AccessCheck.layer).pipe(
  Layer.provideMerge(PositionCheck.layer),
  Layer.provideMerge(live.layer),
  Layer.provideMerge(Delivery.layer),
  Layer.provideMerge(Layer.mergeAll(WireItems.layer, Sessions.layer))
)

/** Everything the doors and routes ask of: each feature once, infrastructure left open. */
export const layer = SmtpListener.layer.pipe(
  Layer.provideMerge(Inbound.layer),
  Layer.provideMerge(ReplyAddress.layer),
  Layer.provideMerge(Layer.mergeAll(Conversations.layer, Inbox.layer, Chats.layer, Triage.layer, Viewers.layer, Erasures.layer, Sync.layer, AiProgress.layer, Pictures.layer, webhooks.layer, Reports.layer, RollUps.layer, Capabilities.layer, notifications.layer, publicApiHousekeeping.layer)),
  Layer.provideMerge(Layer.mergeAll(members.layer, visitors.layer, Uploads.layer, Feedbacks.layer, Deliveries.layer, AccountLetters.layer, Suppressions.layer, Work.layer)),
  Layer.provideMerge(Layer.mergeAll(websites.layer, Sends.layer, Letters.layer)),
  Layer.provideMerge(Entitlements.layer),
  Layer.provideMerge(billing.layer),
  Layer.provideMerge(Jobs.layer),
  Layer.provideMerge(delivery),
  Layer.provideMerge(Layer.mergeAll(capabilities, Ids.layer, Limiter.layer, Topics.layer))
)
