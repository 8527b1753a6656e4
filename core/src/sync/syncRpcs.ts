import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth } from "../auth/MemberAuth.ts"
import { VisitorAuth } from "../auth/VisitorAuth.ts"
import { WebsiteId } from "../websites/Website.ts"
import { InboxEvent } from "./InboxEvent.ts"
import { SyncToken } from "./SyncToken.ts"
import { WidgetEvent } from "./WidgetEvent.ts"

/**
 * Live news. `subscribe` without a token answers `Position` first: list after that and nothing is missed. With a token
 * it sends what changed since, then goes live. `pull` is its twin for networks that allow neither sockets nor streams.
 */
export class WidgetSyncRpcs extends RpcGroup.make(
  Rpc.make("sync.subscribe", {
    payload: { token: Schema.NullOr(SyncToken) },
    success: WidgetEvent,
    stream: true
  }),
  Rpc.make("sync.pull", {
    payload: { token: Schema.NullOr(SyncToken) },
    success: Schema.Struct({ events: Schema.Array(WidgetEvent) })
  })
).middleware(VisitorAuth) {}

/** The same for a member, one site at a time. */
export class InboxSyncRpcs extends RpcGroup.make(
  Rpc.make("sync.subscribe", {
    payload: { websiteId: WebsiteId, token: Schema.NullOr(SyncToken) },
    success: InboxEvent,
    stream: true
  }),
  Rpc.make("sync.pull", {
    payload: { websiteId: WebsiteId, token: Schema.NullOr(SyncToken) },
    success: Schema.Struct({ events: Schema.Array(InboxEvent) })
  })
).middleware(MemberAuth) {}
