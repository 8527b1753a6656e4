import { createSignal } from "solid-js"

export interface Toast {
  readonly id: number
  readonly text: string
  readonly isProblem: boolean
  readonly action: { readonly label: string; readonly run: () => void } | null
}

const [toasts, setToasts] = createSignal<ReadonlyArray<Toast>>([])
let nextId = 1

/** What is being told now, oldest first; never more than three. */
export { toasts }

export const dismissToast = (id: number): void => void setToasts((all) => all.filter((toast) => toast.id !== id))

/** Tells something in passing at the foot of the page. `undo` offers to take it back. */
export const tell = (text: string, options: { readonly isProblem?: boolean; readonly undo?: () => void } = {}): void => {
  const { isProblem = false, undo } = options
  const toast: Toast = { id: nextId++, text, isProblem, action: undo ? { label: "Undo", run: undo } : null }
  setToasts((all) => [...all, toast].slice(-3))
}
