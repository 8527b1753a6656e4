import { type JSX, splitProps } from "solid-js"
import type { ShortcutId } from "../keyboard/shortcuts.ts"
import { Hint } from "./Hint.tsx"

interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, in words: its name for readers, and the hint under the pointer. */
  readonly label: string
  readonly shortcut?: ShortcutId
  readonly isPressed?: boolean | undefined
}

/** A button that is one icon. */
export const IconButton = (props: IconButtonProps) => {
  const [own, rest] = splitProps(props, ["label", "shortcut", "isPressed", "class", "children"])
  return (
    <Hint label={own.label} shortcut={own.shortcut}>
      <button type="button" {...rest} class={`icon-button ${own.class ?? ""}`} aria-label={own.label} aria-pressed={own.isPressed}>
        {own.children}
      </button>
    </Hint>
  )
}
