import type { Row } from "./rows.ts"

/** How many messages a timeline draws at first, and how many more each time its reader comes near the first of them. */
export const messagesAtOnce = 40

/** The last rows, with at least so many messages among them; all when there are no more. */
export const lastRows = (rows: ReadonlyArray<Row>, messages: number): ReadonlyArray<Row> => {
  let from = rows.length
  for (let left = messages; from > 0 && left > 0; from--) {
    const row = rows[from - 1]
    left -= row?._tag === "Messages" ? row.messages.length : 0
  }
  return from === 0 ? rows : rows.slice(from)
}
