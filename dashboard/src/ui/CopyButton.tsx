import Check from "lucide-solid/icons/check"
import Copy from "lucide-solid/icons/copy"
import { createSignal, onCleanup, Show } from "solid-js"
import { tell } from "./toasts.ts"

/** Copies `text`; the icon says that it worked. */
export const CopyButton = (props: { readonly text: string; readonly label: string }) => {
  const [isCopied, setCopied] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const copy = () => {
    navigator.clipboard.writeText(props.text).then(() => {
      setCopied(true)
      clearTimeout(timer)
      timer = setTimeout(() => setCopied(false), 1_600)
    }, () => tell("Your browser did not allow copying. Select the text and copy it.", { isProblem: true }))
  }
  return (
    <button type="button" class="copy-button" aria-label={isCopied() ? "Copied" : props.label} onClick={copy}>
      <Show when={isCopied()} fallback={<Copy size={14} />}><Check size={14} /></Show>
      <span>{isCopied() ? "Copied" : "Copy"}</span>
    </button>
  )
}
