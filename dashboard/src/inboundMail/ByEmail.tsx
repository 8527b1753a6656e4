import Mail from "lucide-solid/icons/mail"
import { createSignal, Show } from "solid-js"
import type { Item } from "../inbox/nouns.ts"
import { OriginalLetter } from "./OriginalLetter.tsx"

/** Below a message that came by mail: the way to the letter it was cut from. Nothing below any other. */
export const ByEmail = (props: { readonly item: Item }) => {
  const [isOpen, setOpen] = createSignal(false)
  const isMail = () => props.item.parts.some((part) => part.type === "metadata" && part.source === "email")
  return (
    <Show when={isMail()}>
      <p class="by-email"><Mail size={12} />By e-mail<button type="button" class="link" onClick={() => setOpen(true)}>Show original</button></p>
      <OriginalLetter id={isOpen() ? props.item.id : null} onClose={() => setOpen(false)} />
    </Show>
  )
}
