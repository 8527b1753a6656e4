import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"
import { Ulid } from "../ids/Ulid.ts"

export const ApiKeyId = Ulid.pipe(Schema.brand("ApiKeyId"))
export type ApiKeyId = typeof ApiKeyId.Type

export const ApiKeyType = Schema.Literals(["public", "private"])
export type ApiKeyType = typeof ApiKeyType.Type

/**
 * A key of a site. `key` is the whole public key, or the last four characters of a private one, whose full value is
 * shown once, when it is made. Prefixes: `pk_live_ pk_test_ sk_live_ sk_test_`.
 */
export const ApiKey = Schema.Struct({
  id: ApiKeyId,
  name: Schema.String,
  keyType: ApiKeyType,
  isTest: Schema.Boolean,
  key: Schema.String,
  /** The member it acts for, or else who made it. */
  linkedUserId: Schema.NullOr(Schema.String),
  createdAt: Timestamp,
  lastUsedAt: Schema.NullOr(Timestamp),
  expiresAt: Schema.NullOr(Timestamp),
  revokedAt: Schema.NullOr(Timestamp)
})
export type ApiKey = typeof ApiKey.Type

export class ApiKeyNotFound extends Schema.TaggedError<ApiKeyNotFound>()("ApiKeyNotFound", { id: Schema.String }, {
  httpApiStatus: 404
}) {}
