import { icons } from "@cossistant/core/theme/icons"
import { type JSX, Show, untrack } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"

interface JumpButtonProps {
  readonly newestFromOthers: string | null
  readonly onJump: () => void
}

/** Back to the newest message; says so when something came while the reader was further up. */
export const JumpButton = (props: JumpButtonProps): JSX.Element => {
  const text = useText()
  const newestWhenLeft = untrack(() => props.newestFromOthers)
  const isNew = () => props.newestFromOthers !== newestWhenLeft
  return (
    <button
      type="button"
      class="co-button co-jump"
      data-variant="primary"
      data-size="small"
      aria-label={text(isNew() ? "common.actions.newMessages" : "common.actions.jumpToNewest")}
      onClick={() => props.onJump()}
    >
      <Icon path={icons.down} size={16} />
      <Show when={isNew()}>{text("common.actions.newMessages")}</Show>
    </button>
  )
}
