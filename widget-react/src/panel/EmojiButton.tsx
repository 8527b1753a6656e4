import { icons } from "@cossistant/core/theme/icons"
import { type ReactElement, type RefObject, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"
import { Rare } from "./Rare.tsx"

interface EmojiButtonProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onInsert: (value: string) => void
}

/** Opens a menu of emojis, which puts the chosen one where the caret is. */
export const EmojiButton = ({ field, onInsert }: EmojiButtonProps): ReactElement => {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton name={text("common.actions.emoji")} isExpanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon path={icons.emoji} />
      </IconButton>
      {isOpen && <Rare part="EmojiMenu" field={field} onInsert={onInsert} onClose={() => setOpen(false)} />}
    </>
  )
}
