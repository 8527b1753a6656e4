import type { ShortcutHandlers } from "../keyboard/shortcuts.ts"

export interface InboxKeys {
  readonly openId: () => string | null
  readonly focusedId: () => string | null
  readonly field: () => HTMLElement | undefined
  readonly move: (step: 1 | -1) => void
  readonly open: (id: string) => void
  readonly back: () => void
  readonly resolve: () => void
  readonly note: () => void
  readonly send: () => void
}

/** Onto what was said, in whose pane the field is: who reads by ear would be at the page's beginning. */
const leave = (field: HTMLElement) => {
  field.blur()
  field.closest("main")?.querySelector<HTMLElement>("[role=log]")?.focus()
}

/** What every shortcut of its own does in the inbox; one without anything to act on leaves the key to the browser. */
export const inboxShortcuts = (keys: InboxKeys): Required<Omit<ShortcutHandlers, "help" | "undo">> => ({
  next: () => keys.move(1),
  previous: () => keys.move(-1),
  open: () => {
    const id = keys.focusedId()
    if (keys.openId() !== null && (id === null || id === keys.openId())) return keys.field()?.focus()
    if (id === null) return false
    keys.open(id)
  },
  back: ({ target }) => {
    // The first press leaves the field and keeps what was written, the next one leaves the conversation.
    if (target instanceof HTMLElement && target.matches("input, textarea")) return leave(target)
    if (keys.openId() === null) return false
    keys.back()
  },
  resolve: () => keys.openId() === null ? false : keys.resolve(),
  note: () => keys.openId() === null ? false : keys.note(),
  send: ({ target }) => target === keys.field() && keys.field() !== undefined ? keys.send() : false
})
