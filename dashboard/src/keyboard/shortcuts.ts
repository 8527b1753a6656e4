/** Every shortcut: its keys as `KeyboardEvent.key` (`Mod` is ⌘ on Apple's systems, else Ctrl) and what it does. */
export const shortcuts = {
  next: { keys: ["j"], label: "Next conversation" },
  previous: { keys: ["k"], label: "Previous conversation" },
  open: { keys: ["Enter"], label: "Open conversation, then write" },
  back: { keys: ["Escape"], label: "Leave the field, then the conversation" },
  resolve: { keys: ["r"], label: "Resolve or reopen" },
  note: { keys: ["n"], label: "Write a private note" },
  send: { keys: ["Mod+Enter"], label: "Send" },
  undo: { keys: ["Mod+z"], label: "Undo, while a notice offers it" },
  help: { keys: ["?"], label: "All shortcuts" }
} as const satisfies Record<string, { readonly keys: ReadonlyArray<string>; readonly label: string }>

export type ShortcutId = keyof typeof shortcuts

/** What shortcuts do on a screen; one that does nothing there says so by returning false. */
export type ShortcutHandlers = { readonly [Id in ShortcutId]?: (event: KeyboardEvent) => boolean | void }

const isApple = typeof navigator !== "undefined" && /Mac|iP(hone|ad|od)/.test(navigator.platform)

/** A pressed key in the form the table writes it. */
export const pressedKey = (event: Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">): string | null => {
  if (event.altKey || (event.shiftKey && event.key.length > 1)) return null
  const isMod = event.metaKey || event.ctrlKey
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return isMod ? `Mod+${key}` : key
}

/** Single letters belong to whoever is writing; Escape and Mod combinations work inside fields too. */
export const worksInFields = (key: string): boolean => key === "Escape" || key.startsWith("Mod+")

/** Going through a list may go on while a key is held; whatever changes something happens once a press. */
export const repeats = (id: ShortcutId): boolean => id === "next" || id === "previous"

/** The shortcut a key press stands for. */
export const shortcutFor = (key: string): ShortcutId | null => {
  for (const [id, { keys }] of Object.entries(shortcuts)) {
    if ((keys as ReadonlyArray<string>).includes(key)) return id as ShortcutId // the table's own key
  }
  return null
}

/** A shortcut's keys as `aria-keyshortcuts` writes them. */
export const ariaKeys = (id: ShortcutId): string =>
  shortcuts[id].keys[0].split("+").map((part) => part === "Mod" ? isApple ? "Meta" : "Control" : part.length === 1 ? part.toUpperCase() : part).join("+")

/** A shortcut's keys as they stand on the keyboard. */
export const keyCaps = (id: ShortcutId): ReadonlyArray<string> =>
  shortcuts[id].keys[0].split("+").map((part) => {
    if (part === "Mod") return isApple ? "⌘" : "Ctrl"
    if (part === "Escape") return "Esc"
    if (part === "Enter") return isApple ? "⏎" : "Enter"
    return part.toUpperCase()
  })
