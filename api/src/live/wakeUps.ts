import { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import { WebsiteId } from "@cossistant/core/websites/Website"
import * as Schema from "effect/Schema"
import { channel } from "../realtime/Bus.ts"

/*
 * What nodes tell each other: that something changed, never what; and what passes and is stored nowhere.
 */

export const changed = channel("changed", Schema.Struct({
  websiteId: WebsiteId,
  conversationId: Schema.String,
  itemIds: Schema.Array(Schema.String)
}))

export const access = channel("access", Schema.Struct({
  websiteId: WebsiteId,
  visitorId: Schema.optionalKey(Schema.String),
  contactId: Schema.optionalKey(Schema.String),
  userId: Schema.optionalKey(Schema.String),
  reason: Schema.Literals(["identity", "access"])
}))

export const visitor = channel("visitor", Schema.Struct({ websiteId: WebsiteId, visitorId: Schema.String }))

const event = Schema.toCodecJson(InboxEvent)

/** For a site's team. */
export const team = channel("team", Schema.Struct({ websiteId: WebsiteId, event }))

/** For a visitor's devices. */
export const toVisitor = channel("toVisitor", Schema.Struct({
  visitorId: Schema.String,
  contactId: Schema.NullOr(Schema.String),
  event
}))

/** All that one node holds, or that it asks the others to say so (a newcomer). */
export const presence = channel("presence", Schema.Struct({
  node: Schema.String,
  holds: Schema.Record(Schema.String, Schema.Array(Schema.String)),
  who: Schema.Boolean
}))
