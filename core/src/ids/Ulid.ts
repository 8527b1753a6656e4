import * as Schema from "effect/Schema"

/** A ULID (github.com/ulid/spec): 26 Crockford base-32 characters, sortable by time. */
export const Ulid = Schema.String.check(Schema.isPattern(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/))
