import type { JSX } from "solid-js"
import type { ShortcutId } from "../keyboard/shortcuts.ts"
import { HintedButton } from "./Hint.tsx"

/** A button that is one icon. `label` says what it does: its name for readers, and the hint beside it. */
export const IconButton = (props: {
  readonly label: string
  readonly shortcut?: ShortcutId
  /** Whether it looks pressed; its name says what the next press does. */
  readonly isOn?: boolean | undefined
  readonly onClick: () => void
  /** Receives the button itself, for the focus. */
  readonly onButton?: ((button: HTMLElement) => void) | undefined
  readonly children: JSX.Element
}) => (
  <HintedButton hint={props.label} label={props.label} shortcut={props.shortcut} class="icon-button" isOn={props.isOn} onClick={() => props.onClick()} onButton={props.onButton}>
    {props.children}
  </HintedButton>
)
