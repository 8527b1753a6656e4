import { type Accessor, createMemo, For, type JSX } from "solid-js"

/** Like `For`, but an element stays while its key does, however often its row is made anew. */
export const Keyed = <Row,>(props: {
  readonly each: ReadonlyArray<Row>
  readonly by: (row: Row) => string
  readonly children: (row: Accessor<Row>, index: Accessor<number>) => JSX.Element
}): JSX.Element => {
  const rows = createMemo(() => new Map(props.each.map((row) => [props.by(row), row])))
  return (
    <For each={[...rows().keys()]}>
      {(key, index) => {
        const row = createMemo<Row | undefined>((before) => rows().get(key) ?? before)
        return props.children(row as Accessor<Row>, index) // its key is in `rows` as long as it is shown
      }}
    </For>
  )
}
