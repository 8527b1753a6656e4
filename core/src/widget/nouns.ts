import type * as RpcGroup from "effect/rpc/RpcGroup"
import type { PublicConversation } from "../conversations/Conversation.ts"
import type { PublicTimelineItem } from "../conversations/TimelineItem.ts"
import type { WidgetEvent as News } from "../sync/WidgetEvent.ts"
import type { ClaimedFile, UploadGrant } from "../uploads/Upload.ts"
import type { PublicContact as ContactNoun, PublicVisitor } from "../visitors/PublicVisitor.ts"
import type { AIAgent as AINoun, HumanAgent as HumanNoun, PublicWebsite } from "../websites/PublicWebsite.ts"
import type { WidgetRpcs } from "../rpcs.ts"

/** The widget's contract, for typing its client. */
export type Contract = typeof WidgetRpcs
export type Tag = RpcGroup.Rpcs<Contract>["_tag"]

/** The contract's nouns as they stand in JSON, which is how the widget holds them. */
export type Conversation = typeof PublicConversation.Encoded
export type TimelineItem = typeof PublicTimelineItem.Encoded
export type TimelinePart = TimelineItem["parts"][number]
export type ServerEvent = typeof News.Encoded
export type Attachment = typeof ClaimedFile.Encoded
export type Grant = typeof UploadGrant.Encoded
export type Contact = typeof ContactNoun.Encoded
export type Visitor = typeof PublicVisitor.Encoded
export type Website = typeof PublicWebsite.Encoded
export type HumanAgent = typeof HumanNoun.Encoded
export type AIAgent = typeof AINoun.Encoded

/** Facts that a host page may tell; a `Date` is sent as its ISO text, undefined is left out. */
export type Metadata = { readonly [key: string]: string | number | boolean | Date | null | undefined }

export type SenderType = "visitor" | "team_member" | "ai"

/** A welcome line shown before the first message. Without `senderId` the first available agent of its kind says it. */
export interface DefaultMessage {
  readonly content: string
  readonly senderType: SenderType
  readonly senderId?: string | undefined
}
