import type { Row } from "./timelineRows.ts"

/** Rows of a thread that are drawn, or left out while out of sight, as one. */
export interface Stretch {
  readonly key: string
  readonly rows: ReadonlyArray<Row>
}

/** Places in the thread that one stretch spans: more than a screen, and few stretches in thousands of messages. */
const SPAN = 32

const seqOf = (row: Row): number | undefined => {
  if ("item" in row) return row.item.seq
  const sent = row._tag === "Messages" ? row.messages.find(({ reply }) => reply === null) : undefined
  return sent?.item.seq
}

/**
 * Cuts a thread at fixed places, so that neither older pages nor new messages move rows from one stretch to another. Those
 * of `before` in which nothing changed are given again.
 */
export const stretches = (before: ReadonlyArray<Stretch>, rows: ReadonlyArray<Row>): ReadonlyArray<Stretch> => {
  const known = new Map(before.map((stretch) => [stretch.key, stretch]))
  const cut = new Map<string, Array<Row>>()
  let key = ""
  let ahead: Array<Row> = []
  for (const row of rows) {
    ahead.push(row)
    // A day and the line above what is new belong to what follows them.
    if (row._tag === "Day" || row._tag === "Unread") continue
    const seq = seqOf(row)
    if (seq !== undefined || key === "") key = String(Math.floor((seq ?? 0) / SPAN))
    cut.set(key, [...cut.get(key) ?? [], ...ahead])
    ahead = []
  }
  return [...cut].map(([at, own]) => {
    const same = known.get(at)
    return same?.rows.length === own.length && same.rows.every((row, index) => row === own[index]) ? same : { key: at, rows: own }
  })
}
