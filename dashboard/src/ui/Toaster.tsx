import CircleAlert from "lucide-solid/icons/circle-alert"
import X from "lucide-solid/icons/x"
import { For, onCleanup, onMount, Show } from "solid-js"
import { listenForShortcuts } from "../keyboard/listenForShortcuts.ts"
import { ariaKeys } from "../keyboard/shortcuts.ts"
import { focusMain } from "./focusMain.ts"
import { dismissToast, type Toast, toasts } from "./toasts.ts"

/** Milliseconds a toast stays; longer while the pointer or the focus is on it. */
const STAYS = 8_000

const ToastRow = (props: { readonly toast: Toast; readonly onFocusLost: () => void }) => {
  let row: HTMLDivElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const hold = () => clearTimeout(timer)
  const release = () => {
    hold()
    timer = setTimeout(() => dismissToast(props.toast.id), STAYS)
  }
  onMount(release)
  onCleanup(() => {
    hold()
    if (row?.contains(document.activeElement)) props.onFocusLost()
  })
  return (
    <div class="toast" ref={(element) => row = element} onPointerEnter={hold} onPointerLeave={release} onFocusIn={hold} onFocusOut={release}>
      <Show when={props.toast.isProblem}><CircleAlert class="toast-problem" /></Show>
      <span>{props.toast.text}</span>
      <Show when={props.toast.action}>
        {(action) => (
          <button type="button" class="toast-action" aria-keyshortcuts={ariaKeys("undo")} onClick={() => {
            action().run()
            dismissToast(props.toast.id)
          }}>{action().label}</button>
        )}
      </Show>
      <button type="button" class="toast-close" aria-label="Dismiss" onClick={() => dismissToast(props.toast.id)}><X size={14} /></button>
    </div>
  )
}

/** Where toasts appear; readers are told politely. */
export const Toaster = () => {
  let before: EventTarget | null = null
  /** A toast that goes doesn't take the focus along, unless what was pressed in it led elsewhere, which shows by the next frame. */
  const giveBack = () => requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    if (before instanceof HTMLElement) before.focus()
    if (document.activeElement !== before) focusMain()
  })
  /** Does what the newest toast offers, which nobody reaches with Tab in time. In a field the key is the field's. */
  const undo = ({ shiftKey, target }: KeyboardEvent) => {
    const offered = toasts().findLast(({ action }) => action !== null)
    if (shiftKey || offered?.action == null || (target instanceof Element && target.matches("input, textarea, select"))) return false
    offered.action.run()
    dismissToast(offered.id)
  }
  onMount(() => onCleanup(listenForShortcuts({ undo })))
  return (
    <div
      class="toaster" role="status" aria-live="polite" aria-atomic="false"
      onFocusIn={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) before = relatedTarget
      }}
    >
      <For each={toasts()}>{(toast) => <ToastRow toast={toast} onFocusLost={giveBack} />}</For>
    </div>
  )
}
