import { emojis } from "@cossistant/core/theme/emojis"
import { For, type JSX } from "solid-js"
import { useText } from "../TextContext.ts"

interface EmojiMenuProps {
  readonly onChoose: (emoji: string) => void
  readonly onClose: () => void
}

/** A few emojis; the device's own picker has the rest. */
export const EmojiMenu = (props: EmojiMenuProps): JSX.Element => {
  const text = useText()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    props.onClose()
  }
  return (
    <div class="co-emoji-menu" role="group" aria-label={text("common.actions.emoji")} onKeyDown={onKeyDown}>
      <For each={emojis}>{(emoji) => <button type="button" onClick={() => props.onChoose(emoji)}>{emoji}</button>}</For>
    </div>
  )
}
