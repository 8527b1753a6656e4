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

/** Opens a menu of emojis, which puts the chosen one where the caret is. */
export const EmojiButton = (props: EmojiButtonProps): JSX.Element => {
  const text = useText()
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <IconButton name={text("common.actions.emoji")} isExpanded={isOpen()} onClick={() => setOpen(!isOpen())}>
        <Icon path={icons.emoji} />
      </IconButton>
      <Show when={isOpen()}><Rare part="EmojiMenu" field={props.field} onInsert={props.onInsert} onClose={() => setOpen(false)} /></Show>
    </>
  )
}
