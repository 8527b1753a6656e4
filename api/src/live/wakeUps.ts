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

const holds = Schema.Record(Schema.String, Schema.Array(Schema.String))
const PresenceSaid = Schema.Struct({
  node: Schema.String,
  /** Who came, or a part of all that are there. */
  came: holds,
  left: holds,
  /** Of all that the node holds: which part of which word; null for what changed since. */
  word: Schema.NullOr(Schema.Struct({ id: Schema.Int, part: Schema.Int, of: Schema.Int })),
  /** Everyone is asked for all they hold (by a newcomer). */
  who: Schema.Boolean
})
export type PresenceSaid = typeof PresenceSaid.Type

/** Who is on a node: all of them now and then, and at once who came and left. */
export const presence = channel("presence", PresenceSaid)
