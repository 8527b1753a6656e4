import { For } from "solid-js"
import { keyCaps, type ShortcutId, shortcuts } from "./shortcuts.ts"

/** What can be done by key, each with its keys. */
export const KeyList = (props: { readonly of: ReadonlyArray<ShortcutId> }) => (
  <dl class="key-list">
    <For each={props.of}>
      {(id) => (
        <>
          <dt>{shortcuts[id].label}</dt>
          <dd><For each={keyCaps(id)}>{(cap) => <kbd>{cap}</kbd>}</For></dd>
        </>
      )}
    </For>
  </dl>
)
