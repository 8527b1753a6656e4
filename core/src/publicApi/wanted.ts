import * as Schema from "effect/Schema"

// Patterns with the words that a refusal says instead of them.

export const emailPattern = Schema.isPattern(/^[^\s@]+@[^\s@]+$/, { expected: "an e-mail address such as jane@example.com" })
export const webPattern = Schema.isPattern(/^https?:\/\//, { expected: "an address that begins with https:// or http://" })

/** Where a page ended, as an answer said it. */
export const cursorPattern = (pattern: RegExp) => Schema.isPattern(pattern, { expected: "a cursor that an answer gave" })
