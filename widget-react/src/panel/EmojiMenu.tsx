import { holdMenu } from "@cossistant/core/dom/holdMenu"
import { emojis } from "@cossistant/core/theme/emojis"
import { type ReactElement, type RefObject, useEffect, useRef } from "react"
import { useText } from "../TextContext.ts"

interface EmojiMenuProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onInsert: (value: string) => void
  readonly onClose: () => void
}

/** A few emojis, put where the field's caret is; the device's own picker has the rest. */
export const EmojiMenu = ({ field, onClose, onInsert }: EmojiMenuProps): ReactElement => {
  const text = useText()
  const menu = useRef<HTMLDivElement>(null)
  const goBack = () => {
    onClose()
    field.current?.focus()
  }
  useEffect(() => {
    if (menu.current !== null) return holdMenu(menu.current, { onClose, onEscape: goBack })
    // Closing is the same whenever it is asked for.
  }, [])
  const choose = (emoji: string) => {
    const { current } = field
    if (current === null) return
    current.setRangeText(emoji, current.selectionStart, current.selectionEnd, "end")
    onInsert(current.value)
    goBack()
  }
  return (
    <div ref={menu} className="co-emoji-menu" role="group" aria-label={text("common.actions.emoji")}>
      {emojis.map((emoji) => <button key={emoji} type="button" onClick={() => choose(emoji)}>{emoji}</button>)}
    </div>
  )
}
