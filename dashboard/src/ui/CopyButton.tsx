import Check from "lucide-solid/icons/check"
import Copy from "lucide-solid/icons/copy"
import { createSignal, onCleanup, Show } from "solid-js"
import { copyText } from "./copyText.ts"

/** Copies `text`; the icon says that it worked. */
export const CopyButton = (props: { readonly text: string; readonly label: string }) => {
  const [isCopied, setCopied] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const copy = async () => {
    if (!await copyText(props.text)) return
    setCopied(true)
    clearTimeout(timer)
    timer = setTimeout(() => setCopied(false), 1_600)
  }
  return (
    <button type="button" class="copy-button" aria-label={isCopied() ? "Copied" : props.label} onClick={() => void copy()}>
      <Show when={isCopied()} fallback={<Copy size={14} />}><Check size={14} /></Show>
      <span>{isCopied() ? "Copied" : "Copy"}</span>
    </button>
  )
}
