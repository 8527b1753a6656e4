import { emojis } from "@cossistant/core/theme/emojis"
import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"

interface EmojiMenuProps {
  readonly onChoose: (emoji: string) => void
  readonly onClose: () => void
}

/** A few emojis; the device's own picker has the rest. */
export const EmojiMenu = ({ onChoose, onClose }: EmojiMenuProps): ReactElement => {
  const text = useText()
  return (
    <div
      className="co-emoji-menu"
      role="group"
      aria-label={text("common.actions.emoji")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.preventDefault()
        onClose()
      }}
    >
      {emojis.map((emoji) => <button key={emoji} type="button" onClick={() => onChoose(emoji)}>{emoji}</button>)}
    </div>
  )
}
