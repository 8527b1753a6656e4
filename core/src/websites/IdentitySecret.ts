import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/** One of a site's (at most two) secrets that sign identity tokens; its value is readable by owners and admins only. */
export const IdentitySecret = Schema.Struct({
  id: Schema.String,
  secret: Schema.String,
  createdAt: Timestamp,
  lastUsedAt: Schema.NullOr(Timestamp)
})
export type IdentitySecret = typeof IdentitySecret.Type

/** A site keeps two secrets at most, so that one can be rotated while the other still signs. */
export class TooManySecrets extends Schema.TaggedError<TooManySecrets>()("TooManySecrets", { limit: Schema.Int }, {
  httpApiStatus: 409
}) {}
