import { makeCopier } from "@cossistant/core/primitives/copier"
import { type Accessor, createSignal, onCleanup } from "solid-js"

/** Copies `text` and says so for a moment. Refused by the browser, nothing is said: the text can still be selected. */
export const useCopied = (text: Accessor<string>): { readonly hasCopied: Accessor<boolean>; readonly onCopy: () => void } => {
  const [hasCopied, setCopied] = createSignal(false)
  const { copy, end } = makeCopier(setCopied)
  onCleanup(end)
  return { hasCopied, onCopy: () => copy(text()) }
}
