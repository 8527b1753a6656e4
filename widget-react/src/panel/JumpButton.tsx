import { icons } from "@cossistant/core/theme/icons"
import { conversationView } from "@cossistant/core/widget/conversationView"
import { type ReactElement, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"

/** Back to the newest message; says so when something came while the reader was further up. */
export const JumpButton = ({ onJump }: { readonly onJump: () => void }): ReactElement => {
  const text = useText()
  const newest = useView((state) => conversationView(state).newestFromOthers)
  const [newestWhenLeft] = useState(newest)
  const name = text("common.actions.newMessages")
  return (
    <button type="button" className="co-jump" aria-label={name} onClick={onJump}>
      <Icon shapes={icons.down} size={16} />
      {newest !== newestWhenLeft && name}
    </button>
  )
}
