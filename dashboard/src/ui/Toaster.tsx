import CircleAlert from "lucide-solid/icons/circle-alert"
import X from "lucide-solid/icons/x"
import { For, onCleanup, onMount, Show } from "solid-js"
import { dismissToast, type Toast, toasts } from "./toasts.ts"

/** Milliseconds a toast stays; longer while the pointer or the focus is on it. */
const STAYS = 8_000

const ToastRow = (props: { readonly toast: Toast }) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hold = () => clearTimeout(timer)
  const release = () => {
    hold()
    timer = setTimeout(() => dismissToast(props.toast.id), STAYS)
  }
  onMount(release)
  onCleanup(hold)
  return (
    <div class="toast" onPointerEnter={hold} onPointerLeave={release} onFocusIn={hold} onFocusOut={release}>
      <Show when={props.toast.isProblem}><CircleAlert class="toast-problem" /></Show>
      <span>{props.toast.text}</span>
      <Show when={props.toast.action}>
        {(action) => (
          <button type="button" class="toast-action" onClick={() => {
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
export const Toaster = () => (
  <div class="toaster" role="status" aria-live="polite">
    <For each={toasts()}>{(toast) => <ToastRow toast={toast} />}</For>
  </div>
)
