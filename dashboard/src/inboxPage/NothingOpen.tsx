import { KeyList } from "../keyboard/KeyList.tsx"
import { Mark } from "../ui/Mark.tsx"

/** Beside the list while no conversation is open: a quiet place, with the keys that save time. */
export const NothingOpen = () => (
  <section class="nothing-open" aria-label="No conversation open">
    <Mark size={32} />
    <p>Choose a conversation</p>
    <KeyList of={["next", "previous", "open", "note", "resolve", "send", "help"]} />
  </section>
)
