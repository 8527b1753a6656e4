import * as Schema from "effect/Schema"

/** A moment on the wire: ISO 8601, UTC, exactly three fraction digits (`2026-04-15T09:00:00.000Z`). */
export const Timestamp = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, { expected: "a moment in UTC such as 2026-04-15T09:00:00.000Z" })
).pipe(Schema.brand("Timestamp"))
export type Timestamp = typeof Timestamp.Type
