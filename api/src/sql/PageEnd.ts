import { Cursor } from "@cossistant/core/ids/Cursor"

/** The last row of a page: its time in microseconds since 1970 (JavaScript's dates would round it) and its id. */
export interface PageEnd {
  readonly at: string
  readonly id: string
}

export const toCursor = ({ at, id }: PageEnd): Cursor => Cursor.make(`${at}.${id}`)

export const fromCursor = (cursor: Cursor): PageEnd => {
  const [at = "0", id = ""] = cursor.split(".")
  return { at, id }
}

/** The same moment as text that Postgres reads without loss. */
export const instantOf = ({ at }: PageEnd): string => {
  const micros = BigInt(at)
  return `${new Date(Number(micros / 1000n)).toISOString().slice(0, -1)}${String(micros % 1000n).padStart(3, "0")}Z`
}
