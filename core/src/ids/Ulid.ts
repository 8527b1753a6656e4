import * as Schema from "effect/Schema"

/** A ULID (github.com/ulid/spec): 26 Crockford base-32 characters, sortable by time. */
export const Ulid = Schema.String.check(
  Schema.isPattern(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, { expected: "a ULID such as 01JZ4N7Q8R2S5T6V9W0XABCDEF" })
)
