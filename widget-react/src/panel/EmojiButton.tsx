import { emojis } from "@cossistant/core/theme/emojis"
import { icons } from "@cossistant/core/theme/icons"
import { type ReactElement, type RefObject, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

interface EmojiButtonProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onInsert: (value: string) => void
}

/** A few emojis to put where the caret is; the device's own picker has the rest. */
export const EmojiButton = ({ field, onInsert }: EmojiButtonProps): ReactElement => {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const insert = (emoji: string) => {
    const { current } = field
    if (current === null) return
    current.setRangeText(emoji, current.selectionStart, current.selectionEnd, "end")
    onInsert(current.value)
    setOpen(false)
    current.focus()
  }
  return (
    <>
      <IconButton name={text("common.actions.emoji")} isExpanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon shapes={icons.emoji} />
      </IconButton>
      {isOpen && (
        <div
          className="co-emoji-menu"
          role="group"
          aria-label={text("common.actions.emoji")}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return
            event.preventDefault()
            setOpen(false)
            field.current?.focus()
          }}
        >
          {emojis.map((emoji) => <button key={emoji} type="button" onClick={() => insert(emoji)}>{emoji}</button>)}
        </div>
      )}
    </>
  )
}
