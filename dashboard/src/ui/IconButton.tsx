import type { JSX } from "solid-js"
import type { ShortcutId } from "../keyboard/shortcuts.ts"
import { HintedButton } from "./Hint.tsx"

/** A button that is one icon. `label` says what it does: its name for readers, and the hint beside it. */
export const IconButton = (props: {
  readonly label: string
  readonly shortcut?: ShortcutId
  readonly isPressed?: boolean | undefined
  readonly onClick: () => void
  readonly children: JSX.Element
}) => (
  <HintedButton hint={props.label} label={props.label} shortcut={props.shortcut} class="icon-button" isPressed={props.isPressed} onClick={() => props.onClick()}>
    {props.children}
  </HintedButton>
)
