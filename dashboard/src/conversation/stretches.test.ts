// @vitest-environment node
import { describe, expect, it } from "vitest"
import type { Item } from "../inbox/nouns.ts"
import { item } from "../testing/inboxSamples.ts"
import { keepRows } from "./keepRows.ts"
import { stretches } from "./stretches.ts"
import { type Row, timelineRows } from "./timelineRows.ts"

const text = (from: number, to: number): ReadonlyArray<Item> =>
  Array.from({ length: to - from + 1 }, (_, index) => item(from + index, (from + index) % 2 === 0 ? { visitorId: null, userId: "jonas" } : {}))
const rowsOf = (items: ReadonlyArray<Item>) => timelineRows({ items, replies: [], marks: [], me: "maya", unreadAfter: null, feedback: [] })
/** The thread as it is drawn after `items` came, given what was drawn before. */
const draw = (items: ReadonlyArray<Item>, before: { rows: ReadonlyArray<Row>; cut: ReturnType<typeof stretches> } = { rows: [], cut: [] }) => {
  const rows = keepRows(before.rows, rowsOf(items))
  return { rows, cut: stretches(before.cut, rows) }
}
const drawnAnew = (before: ReturnType<typeof draw>, after: ReturnType<typeof draw>) => ({
  rows: after.rows.filter((row) => !before.rows.includes(row)).map((row) => row.key),
  stretches: after.cut.filter((stretch) => !before.cut.includes(stretch)).length
})

describe("a thread of hundreds", () => {
  it("draws one row anew for a new message", () => {
    const items = text(1, 200)
    const before = draw(items)
    expect(drawnAnew(before, draw([...items, item(201)], before))).toEqual({ rows: ["item-201"], stretches: 1 })
  })

  it("leaves all it shows in place when an older page comes", () => {
    const items = text(101, 200)
    const before = draw(items.slice(50))
    const after = draw(items, before)
    const kept = after.cut.flatMap(({ rows }) => rows).filter((row) => before.rows.includes(row)).map(({ key }) => key)
    // The day that stood above the oldest message now stands further up.
    expect(kept).toEqual(before.rows.slice(1).map(({ key }) => key))
    expect(before.cut.slice(1).every((stretch) => after.cut.includes(stretch))).toBe(true)
  })

  it("draws nothing anew when nothing changed", () => {
    const items = text(1, 200)
    const before = draw(items)
    expect(drawnAnew(before, draw(items, before))).toEqual({ rows: [], stretches: 0 })
  })

  it("keeps a message that was changed apart from those that were not", () => {
    const items = text(1, 100)
    const before = draw(items)
    const changed = items.map((one) => one.seq === 40 ? { ...one, version: 2, text: "else" } : one)
    expect(drawnAnew(before, draw(changed, before))).toEqual({ rows: ["item-40"], stretches: 1 })
  })
})
