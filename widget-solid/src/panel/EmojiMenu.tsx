import { holdMenu } from "@cossistant/core/dom/holdMenu"
import { emojis } from "@cossistant/core/theme/emojis"
import { For, type JSX, onCleanup, onMount } from "solid-js"
import { useText } from "../TextContext.ts"

interface EmojiMenuProps {
  readonly field: HTMLTextAreaElement | undefined
  readonly onInsert: (value: string) => void
  readonly onClose: () => void
}

/** A few emojis, put where the field's caret is; the device's own picker has the rest. */
export const EmojiMenu = (props: EmojiMenuProps): JSX.Element => {
  const text = useText()
  const goBack = () => {
    const { field } = props
    props.onClose()
    field?.focus()
  }
  const hold = (menu: HTMLElement) => onMount(() => onCleanup(holdMenu(menu, { onClose: () => props.onClose(), onEscape: goBack })))
  const choose = (emoji: string) => {
    const { field } = props
    if (field === undefined) return
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, "end")
    props.onInsert(field.value)
    goBack()
  }
  return (
    <div ref={hold} class="co-emoji-menu" role="group" aria-label={text("common.actions.emoji")}>
      <For each={emojis}>{(emoji) => <button type="button" onClick={() => choose(emoji)}>{emoji}</button>}</For>
    </div>
  )
}
