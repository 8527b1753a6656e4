import { icons } from "@cossistant/core/theme/icons"
import { createSignal, type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"
import { Rare } from "./Rare.tsx"

interface EmojiButtonProps {
  readonly field: HTMLTextAreaElement | undefined
  readonly onInsert: (value: string) => void
}

/** Opens a menu of emojis, and puts the chosen one where the caret is. */
export const EmojiButton = (props: EmojiButtonProps): JSX.Element => {
  const text = useText()
  const [isOpen, setOpen] = createSignal(false)
  const close = () => {
    setOpen(false)
    props.field?.focus()
  }
  const insert = (emoji: string) => {
    const { field } = props
    if (field === undefined) return
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, "end")
    props.onInsert(field.value)
    close()
  }
  return (
    <>
      <IconButton name={text("common.actions.emoji")} isExpanded={isOpen()} onClick={() => setOpen(!isOpen())}>
        <Icon path={icons.emoji} />
      </IconButton>
      <Show when={isOpen()}><Rare part="EmojiMenu" onChoose={insert} onClose={close} /></Show>
    </>
  )
}
