import { assert, it } from "@effect/vitest"
import { byteRange } from "./byteRange.ts"

it("reads ranges as RFC 9110 §14.2 says", () => {
  const cases: ReadonlyArray<readonly [string | undefined, ReturnType<typeof byteRange>]> = [
    [undefined, undefined],
    ["bytes=0-3", { offset: 0, length: 4 }],
    ["bytes=5-5", { offset: 5, length: 1 }],
    ["bytes=4-", { offset: 4, length: 6 }],
    ["bytes=-3", { offset: 7, length: 3 }],
    ["bytes=-30", { offset: 0, length: 10 }],
    ["bytes=8-99", { offset: 8, length: 2 }],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=5-2", undefined],
    ["bytes=-", undefined],
    ["bytes=0-1,3-4", undefined],
    ["lines=1-2", undefined]
  ]
  for (const [header, range] of cases) assert.deepStrictEqual(byteRange(header, 10), range, header)
})
