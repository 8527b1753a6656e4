import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Cursor } from "./Cursor.ts"
import { Timestamp } from "./Timestamp.ts"
import { Ulid } from "./Ulid.ts"

const cases: ReadonlyArray<readonly [name: string, schema: Schema.Codec<unknown, string>, right: string, words: string]> = [
  ["an id", Ulid, "01JZ4N7Q8R2S5T6V9W0XABCDEF", "a ULID such as 01JZ4N7Q8R2S5T6V9W0XABCDEF"],
  ["a moment", Timestamp, "2026-04-15T09:00:00.000Z", "a moment in UTC such as 2026-04-15T09:00:00.000Z"],
  ["a place in a list", Cursor, "1776243600000000.01JZ4N7Q8R2S5T6V9W0XABCDEF", "a cursor that an answer gave"]
]

for (const [name, schema, right, words] of cases) {
  it(`${name} that is written wrongly is refused with what is wanted, in words`, () => {
    const read = Schema.decodeUnknownExit(schema)
    expect(Exit.isSuccess(read(right))).toBe(true)
    for (const wrong of ["", "yesterday", `${right} `, right.toLowerCase()]) expect(String(read(wrong))).toContain(`Expected ${words}`)
  })
}
