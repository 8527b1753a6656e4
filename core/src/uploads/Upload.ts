import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/** Leave to PUT one file of exactly this size and type, once, until `expiresAt`; then `claim` the key. */
export const UploadGrant = Schema.Struct({
  key: Schema.String,
  url: Schema.String,
  method: Schema.Literal("PUT"),
  headers: Schema.Record(Schema.String, Schema.String),
  expiresAt: Timestamp
})
export type UploadGrant = typeof UploadGrant.Type

/** A file that arrived and was looked at. `mediaType` comes from its bytes, not from its name. */
export const ClaimedFile = Schema.Struct({
  key: Schema.String,
  url: Schema.String,
  mediaType: Schema.String,
  filename: Schema.String,
  size: Schema.Int
})
export type ClaimedFile = typeof ClaimedFile.Type

export class FileRefused extends Schema.TaggedError<FileRefused>()("FileRefused", {
  reason: Schema.Literals(["too_large", "type_not_allowed", "empty", "size_differs", "not_arrived", "quota"]),
  limitBytes: Schema.optionalKey(Schema.Int)
}, { httpApiStatus: 400 }) {}

/** A message names a file that was never claimed, or that belongs to someone else. */
export class FileNotReady extends Schema.TaggedError<FileNotReady>()("FileNotReady", { key: Schema.String }, {
  httpApiStatus: 409
}) {}
