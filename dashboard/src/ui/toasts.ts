import { createSignal } from "solid-js"

export interface Toast {
  readonly id: number
  readonly text: string
  readonly isProblem: boolean
  /** What it tells of, by an id: it may turn out not to be so. */
  readonly of: string | null
  readonly action: { readonly label: string; readonly run: () => void } | null
}

const [toasts, setToasts] = createSignal<ReadonlyArray<Toast>>([])
let nextId = 1

/** What is being told now, oldest first; never more than three. */
export { toasts }

export const dismissToast = (id: number): void => void setToasts((all) => all.filter((toast) => toast.id !== id))

/** Tells something in passing at the foot of the page. `undo` offers to take it back. */
export const tell = (text: string, options: { readonly isProblem?: boolean; readonly of?: string; readonly undo?: () => void } = {}): void => {
  const { isProblem = false, of = null, undo } = options
  const toast: Toast = { id: nextId++, text, isProblem, of, action: undo ? { label: "Undo", run: undo } : null }
  setToasts((all) => [...all, toast].slice(-3))
}

/** Tells why something was not done, in the place of the toast that said it was. */
export const tellRefused = (of: string, why: string): void => {
  const told = toasts().find((toast) => toast.of === of)
  if (told) dismissToast(told.id)
  tell(told ? `“${told.text}” was not done. ${why}` : why, { isProblem: true })
}
