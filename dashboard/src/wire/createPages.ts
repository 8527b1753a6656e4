import { type Accessor, createSignal } from "solid-js"
import { type Action, createAction } from "./createAction.ts"
import { createQuery, type Query } from "./createQuery.ts"

interface Page<Row> {
  readonly rows: ReadonlyArray<Row>
  readonly nextCursor: string | null
}

/** A list that is read page by page, newest first. */
export interface Pages<Row> extends Pick<Query<unknown>, "problem" | "reload"> {
  /** All that was read so far; undefined until the first page is here. */
  readonly rows: Accessor<ReadonlyArray<Row> | undefined>
  readonly hasMore: Accessor<boolean>
  readonly more: Action<[]>
}

/** Reads the first page now and on `reload`, which forgets the older ones; `more` adds the next. `read` is given where it begins, undefined for the first. */
export const createPages = <Row>(read: (cursor: string | undefined) => Promise<Page<Row>>): Pages<Row> => {
  const [older, setOlder] = createSignal<ReadonlyArray<Row>>([])
  const [cursor, setCursor] = createSignal<string | null>(null)
  const first = createQuery(async () => {
    const { nextCursor, rows } = await read(undefined)
    setOlder([])
    setCursor(nextCursor)
    return rows
  })
  const more = createAction(() => read(cursor() ?? undefined), ({ nextCursor, rows }) => {
    setOlder([...older(), ...rows])
    setCursor(nextCursor)
  })
  const rows = () => {
    const newest = first.data()
    return newest && [...newest, ...older()]
  }
  return { problem: first.problem, reload: first.reload, rows, hasMore: () => cursor() !== null, more }
}
