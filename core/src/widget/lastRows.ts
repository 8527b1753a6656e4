import type { Row } from "./rows.ts"

/** How many messages a timeline draws at first, and how many more each time its reader comes near the first of them. */
export const messagesAtOnce = 24

const messagesOf = (row: Row | undefined): number => row?._tag === "Messages" ? row.messages.length : 0

/** The last rows, with at least so many messages among them; all when there are no more messages. */
export const lastRows = (rows: ReadonlyArray<Row>, messages: number): ReadonlyArray<Row> => {
  let from = rows.length
  for (let left = messages; from > 0 && left > 0; from--) left -= messagesOf(rows[from - 1])
  return rows.slice(0, from).some(messagesOf) ? rows.slice(from) : rows
}

/** How many to draw next: more than are drawn, since a row is drawn whole, however many messages stand in it. */
export const nextCount = (drawn: ReadonlyArray<Row>): number =>
  drawn.reduce((count, row) => count + messagesOf(row), messagesAtOnce)
