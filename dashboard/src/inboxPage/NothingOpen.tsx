import { For } from "solid-js"
import { keyCaps, type ShortcutId, shortcuts } from "../keyboard/shortcuts.ts"
import { Mark } from "../ui/Mark.tsx"

const shown: ReadonlyArray<ShortcutId> = ["next", "previous", "open", "note", "resolve", "send"]

/** Beside the list while no conversation is open: a quiet place, with the keys that save time. */
export const NothingOpen = () => (
  <section class="nothing-open" aria-label="No conversation open">
    <Mark size={32} />
    <p>Choose a conversation</p>
    <dl class="key-list">
      <For each={shown}>
        {(id) => (
          <>
            <dt>{shortcuts[id].label}</dt>
            <dd><For each={keyCaps(id)}>{(cap) => <kbd>{cap}</kbd>}</For></dd>
          </>
        )}
      </For>
    </dl>
  </section>
)
