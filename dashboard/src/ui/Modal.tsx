import * as Dialog from "@kobalte/core/dialog"
import X from "lucide-solid/icons/x"
import { createEffect, type JSX, on, Show } from "solid-js"
import { placeOf } from "./keepPlace.ts"

/** What a dialog was opened for, marked `data-focus`, has the focus; else the first button. */
const focusWanted = (event: Event) => {
  const wanted = event.target instanceof Element ? event.target.querySelector<HTMLElement>("[data-focus]") : null
  if (wanted === null) return
  event.preventDefault()
  wanted.focus()
}

/** Who opened the dialog has the focus again, or the heading above when that is gone: these dialogs are opened by what is no part of them. */
const createFocusKeeper = () => {
  let before: Element | null = null
  let lead = () => {}
  let dialog: EventTarget | null = null
  return {
    onOpen: (event: Event) => {
      before = document.activeElement
      if (before !== null) lead = placeOf(before)
      dialog = event.target
      focusWanted(event)
    },
    /** The button that led to the next step is gone: the focus would be behind the dialog. */
    onStep: () => {
      if (document.activeElement === document.body && dialog instanceof HTMLElement) dialog.focus()
    },
    onClose: (event: Event) => {
      event.preventDefault()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
      else lead()
    }
  }
}

/** A dialog over the page, for what can't be undone and for what is shown once. */
export const Modal = (props: {
  readonly isOpen: boolean
  /** What it shows is shown this once: only its own button closes it, no slip of a key or of the mouse. */
  readonly isHeld?: boolean
  readonly title: string
  readonly description?: string
  readonly onClose: () => void
  readonly children: JSX.Element
}) => {
  const focus = createFocusKeeper()
  // Another title is another step, which is drawn a moment later.
  createEffect(on(() => props.title, () => queueMicrotask(focus.onStep), { defer: true }))
  const hold = (event: Event) => {
    if (props.isHeld) event.preventDefault()
  }
  return (
    <Dialog.Root open={props.isOpen} onOpenChange={(isOpen) => isOpen || props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="modal-ground" />
        <div class="modal-place">
          <Dialog.Content class="modal" onOpenAutoFocus={focus.onOpen} onCloseAutoFocus={focus.onClose} onEscapeKeyDown={hold} onInteractOutside={hold}>
            <header>
              <Dialog.Title>{props.title}</Dialog.Title>
              <Show when={!props.isHeld}><Dialog.CloseButton class="icon-button" aria-label="Close"><X /></Dialog.CloseButton></Show>
            </header>
            <Show when={props.description}><Dialog.Description>{props.description}</Dialog.Description></Show>
            {props.children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
