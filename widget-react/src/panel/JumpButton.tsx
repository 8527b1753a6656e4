import { icons } from "@cossistant/core/theme/icons"
import { type ReactElement, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"

interface JumpButtonProps {
  readonly newestFromOthers: string | null
  readonly onJump: () => void
}

/** Back to the newest message; says so when something came while the reader was further up. */
export const JumpButton = ({ newestFromOthers, onJump }: JumpButtonProps): ReactElement => {
  const text = useText()
  const [newestWhenLeft] = useState(newestFromOthers)
  const isNew = newestFromOthers !== newestWhenLeft
  return (
    <button
      type="button"
      className="co-button co-jump"
      data-variant="primary"
      data-size="small"
      aria-label={text(isNew ? "common.actions.newMessages" : "common.actions.jumpToNewest")}
      onClick={onJump}
    >
      <Icon path={icons.down} size={16} />
      {isNew && text("common.actions.newMessages")}
    </button>
  )
}
