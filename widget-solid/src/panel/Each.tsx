import { type Accessor, createMemo, For, type JSX } from "solid-js"

interface EachProps<Item> {
  readonly each: ReadonlyArray<Item>
  readonly children: (item: Accessor<Item>) => JSX.Element
}

/** One element for each key: it stays in its place while what it shows becomes another. */
export const Each = <Item extends { readonly key: string }>(props: EachProps<Item>): JSX.Element => {
  const byKey = createMemo(() => new Map(props.each.map((item) => [item.key, item])))
  return (
    <For each={[...byKey().keys()]}>
      {(key) => props.children(createMemo<Item>((last) => byKey().get(key) ?? last as Item))}
    </For>
  )
}
