import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/** Work of a site that was given up after all its tries. What it was told stays on the server: only what it was, when and why is shown. */
export const DeadJob = Schema.Struct({
  id: Schema.String,
  /** `feature.verb`, as `billing.look`. */
  kind: Schema.String,
  /** What the last try failed with, one line. */
  reason: Schema.NullOr(Schema.String),
  attempts: Schema.Int,
  createdAt: Timestamp,
  deadAt: Timestamp
})
export type DeadJob = typeof DeadJob.Type

/** Work of a site that is due and not done yet, or failed and waits for its next try. */
export const WaitingWork = Schema.Struct({
  what: Schema.Literals(["letters", "webhooks", "jobs"]),
  count: Schema.Int,
  /** Of them, how many failed at least once. */
  failing: Schema.Int,
  /** Since when the longest-waiting one waits. */
  oldest: Schema.NullOr(Timestamp),
  /** What the longest-waiting one failed with, one line. */
  reason: Schema.NullOr(Schema.String)
})
export type WaitingWork = typeof WaitingWork.Type

/** No such given-up work of this site: it was tried again or dropped already. */
export class DeadJobNotFound extends Schema.TaggedError<DeadJobNotFound>()("DeadJobNotFound", { id: Schema.String }, {
  httpApiStatus: 404
}) {}
