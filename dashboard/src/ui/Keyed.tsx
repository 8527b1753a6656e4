import { type Accessor, createMemo, createSignal, For, type JSX, type Setter, untrack } from "solid-js"

/**
 * Like `For`, but an element stays while its key does, however often its row is made anew. Each row is a signal of its own:
 * a change of one visits nothing of the others.
 */
export const Keyed = <Row,>(props: {
  readonly each: ReadonlyArray<Row>
  readonly by: (row: Row) => string
  readonly children: (row: Accessor<Row>, index: Accessor<number>) => JSX.Element
}): JSX.Element => {
  let cells = new Map<string, readonly [Accessor<Row>, Setter<Row>]>()
  const keys = createMemo(() => {
    const kept = new Map<string, readonly [Accessor<Row>, Setter<Row>]>()
    for (const row of props.each) {
      const key = props.by(row)
      const cell = cells.get(key) ?? createSignal(row)
      cell[1](() => row)
      kept.set(key, cell)
    }
    cells = kept
    return [...kept.keys()]
  })
  return (
    <For each={keys()}>
      {(key, index) => {
        const cell = untrack(() => cells.get(key))
        return cell && props.children(cell[0], index)
      }}
    </For>
  )
}
