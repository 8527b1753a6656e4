// @vitest-environment node
import { describe, expect, it } from "vitest"
import type { Reply } from "../inbox/InboxState.ts"
import type { Item } from "../inbox/nouns.ts"
import { item, me } from "../testing/inboxSamples.ts"
import { timelineRows } from "./timelineRows.ts"

const rowsOf = (items: ReadonlyArray<Item>, more: Partial<Parameters<typeof timelineRows>[0]> = {}) =>
  timelineRows({ items, replies: [], marks: [], me, unreadAfter: null, feedback: [], ...more })
const mine = (seq: number, patch: Partial<Item> = {}) => item(seq, { userId: me, visitorId: null, ...patch })
const tags = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => row._tag)

describe("the rows of a thread", () => {
  it("begin each day with its date and gather what one author wrote within five minutes", () => {
    const rows = rowsOf([item(1), item(2), item(9), mine(10)])
    expect(tags(rows)).toEqual(["Day", "Messages", "Messages", "Messages"])
    expect(rows.flatMap((row) => row._tag === "Messages" ? [row.messages.length] : [])).toEqual([2, 1, 1])
  })

  it("never mix a private note into a reply's group", () => {
    const rows = rowsOf([mine(1), mine(2, { visibility: "private" }), mine(3)])
    expect(rows.flatMap((row) => row._tag === "Messages" ? [row.isPrivate] : [])).toEqual([false, true, false])
  })

  it("mark where new things begin, above the first that I did not write", () => {
    expect(tags(rowsOf([item(1), mine(2), item(3), item(4)], { unreadAfter: 1 }))).toEqual(["Day", "Messages", "Messages", "Unread", "Messages"])
  })

  it("end with replies on their way, under the key they keep once sent", () => {
    const reply: Reply = { id: "M9", conversationId: "CO1", text: "soon", visibility: "public", files: [], confirmedSeq: 1, at: item(1).createdAt, problem: null }
    const pending = rowsOf([item(1)], { replies: [reply] }).at(-1)
    const sent = rowsOf([item(1), mine(2, { id: "M9", createdAt: reply.at })]).at(-1)
    expect(pending?.key).toBe("M9")
    expect(sent?.key).toBe(pending?.key)
  })

  it("tell under the newest group the visitor has read that it was seen, and never under a note", () => {
    const mark = { actorType: "visitor", actorId: "V1", seq: 3, at: "2026-04-15T10:00:00.000Z" } as const
    const rows = rowsOf([mine(1), item(2), mine(3, { visibility: "private" }), mine(9)], { marks: [mark] })
    expect(rows.flatMap((row) => row._tag === "Messages" ? [row.visitorSeenAt] : [])).toEqual([mark.at, null, null, null])
  })

  it("leave out what was deleted, and keep an event they don't know as a row", () => {
    expect(tags(rowsOf([item(1, { deletedAt: item(1).createdAt }), item(2, { type: "tool" })]))).toEqual(["Day", "Tool"])
  })
})
