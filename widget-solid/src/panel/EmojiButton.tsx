import { emojis } from "@cossistant/core/theme/emojis"
import { icons } from "@cossistant/core/theme/icons"
import { createSignal, For, type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

interface EmojiButtonProps {
  readonly field: HTMLTextAreaElement | undefined
  readonly onInsert: (value: string) => void
}

/** A few emojis to put where the caret is; the device's own picker has the rest. */
export const EmojiButton = (props: EmojiButtonProps): JSX.Element => {
  const text = useText()
  const [isOpen, setOpen] = createSignal(false)
  const insert = (emoji: string) => {
    const { field } = props
    if (field === undefined) return
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, "end")
    props.onInsert(field.value)
    setOpen(false)
    field.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    setOpen(false)
    props.field?.focus()
  }
  return (
    <>
      <IconButton name={text("common.actions.emoji")} isExpanded={isOpen()} onClick={() => setOpen(!isOpen())}>
        <Icon shapes={icons.emoji} />
      </IconButton>
      <Show when={isOpen()}>
        <div class="co-emoji-menu" role="group" aria-label={text("common.actions.emoji")} onKeyDown={onKeyDown}>
          <For each={emojis}>{(emoji) => <button type="button" onClick={() => insert(emoji)}>{emoji}</button>}</For>
        </div>
      </Show>
    </>
  )
}
