import * as Schema from "effect/Schema"

/** Where a page of a list ended, as the server said it: `<microseconds since 1970>.<id>`. */
export const Cursor = Schema.String.check(
  Schema.isPattern(/^\d{1,17}\.[0-9A-Z]{1,30}$/, { expected: "a cursor that an answer gave" })
).pipe(Schema.brand("Cursor"))
export type Cursor = typeof Cursor.Type
