import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/**
 * Why an address gets no letters: it doesn't exist (`bounced`), its reader called one spam (`complained`), three in a row
 * failed (`failed_repeatedly`), its reader asked for none (`unsubscribed`), or an owner wants it so (`manual`).
 */
export const SuppressionReason = Schema.Literals(["bounced", "complained", "failed_repeatedly", "unsubscribed", "manual"])
export type SuppressionReason = typeof SuppressionReason.Type

/** An address that gets no letters from a site, and who lifted that, if anybody. */
export const Suppression = Schema.Struct({
  id: Schema.String,
  email: Schema.String,
  reason: SuppressionReason,
  /** What the mailbox or provider said. */
  detail: Schema.NullOr(Schema.String),
  createdAt: Timestamp,
  liftedAt: Schema.NullOr(Timestamp),
  liftedByUserId: Schema.NullOr(Schema.String),
  liftReason: Schema.NullOr(Schema.String)
})
export type Suppression = typeof Suppression.Type

/** This address gets letters already. */
export class NotSuppressed extends Schema.TaggedError<NotSuppressed>()("NotSuppressed", { email: Schema.String }, {
  httpApiStatus: 404
}) {}
