import * as Schema from "effect/Schema"

/** Flat facts about a contact or conversation: at most 64 keys, keys of 1–64 and text values of at most 1,000 characters. */
export const Metadata = Schema.Record(
  Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(64)),
  Schema.NullOr(Schema.Union([Schema.String.check(Schema.isMaxLength(1000)), Schema.Finite, Schema.Boolean]))
).check(Schema.isMaxProperties(64))
export type Metadata = typeof Metadata.Type
