import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { Capabilities } from "../capabilities/Capabilities.ts"
import { Cursor } from "../ids/Cursor.ts"
import { WebsiteId } from "../websites/Website.ts"
import { DeadJob, DeadJobNotFound, WaitingWork } from "./Work.ts"

const site = { websiteId: WebsiteId }
const job = { ...site, jobId: Schema.String.check(Schema.isMaxLength(64)) }

/** How the server stands, for owners: what is in force, what waits, what was given up. Only this site's work. */
export class OperationRpcs extends RpcGroup.make(
  Rpc.make("system.state", {
    payload: site,
    success: Schema.Struct({
      version: Schema.String,
      capabilities: Capabilities,
      waiting: Schema.Array(WaitingWork),
      /** Given-up work, as many as `system.deadJobs` has. */
      dead: Schema.Int
    })
  }).annotate(NeedsRole, "owner"),
  /** Newest first, 20 at a time unless `limit` says otherwise. */
  Rpc.make("system.deadJobs", {
    payload: { ...site, cursor: Schema.optionalKey(Cursor), limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))) },
    success: Schema.Struct({ jobs: Schema.Array(DeadJob), nextCursor: Schema.NullOr(Cursor) })
  }).annotate(NeedsRole, "owner"),
  /** Tried again at once, with all its tries before it. */
  Rpc.make("system.retryJob", { payload: job, error: DeadJobNotFound }).annotate(NeedsRole, "owner"),
  /** Never tried again. */
  Rpc.make("system.dropJob", { payload: job, error: DeadJobNotFound }).annotate(NeedsRole, "owner")
).middleware(MemberAuth) {}
