import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { Client } from "@cossistant/core/client/Client"
import type { ErrorEnc, UnaryTag } from "@cossistant/core/client/procedures"
import type { Feedback as FeedbackSchema } from "@cossistant/core/feedback/Feedback"
import type { InboxConversation, InboxCounts, InboxView } from "@cossistant/core/inbox/InboxConversation"
import type { SeenMark } from "@cossistant/core/inbox/inboxRpcs"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import type { InboxEvent as WireEvent } from "@cossistant/core/sync/InboxEvent"
import type { ClaimedFile } from "@cossistant/core/uploads/Upload"
import type { VisitorDetail, VisitorSummary } from "@cossistant/core/visitors/VisitorDetail"
import type { TransportError } from "@cossistant/core/client/RpcFailure"

/** The nouns of the inbox as they stand in JSON. */
export type Conversation = typeof InboxConversation.Encoded
export type Item = typeof TimelineItem.Encoded
export type Part = Item["parts"][number]
export type Counts = typeof InboxCounts.Encoded
export type View = typeof InboxView.Encoded
export type Mark = typeof SeenMark.Encoded
export type News = typeof WireEvent.Encoded
export type Visitor = typeof VisitorDetail.Encoded
export type VisitorName = typeof VisitorSummary.Encoded
export type File = typeof ClaimedFile.Encoded
export type Feedback = typeof FeedbackSchema.Encoded
export type Visibility = Item["visibility"]

export type InboxClient = Client<typeof InboxRpcs>
/** Whatever a call of the inbox may be refused with. */
export type Problem = ErrorEnc<typeof InboxRpcs, UnaryTag<typeof InboxRpcs>> | TransportError
