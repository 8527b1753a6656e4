import * as Tooltip from "@kobalte/core/tooltip"
import { createSignal, For, type JSX, Show } from "solid-js"
import { keyCaps, type ShortcutId } from "../keyboard/shortcuts.ts"

interface Hinted {
  readonly label: string
  /** The key that does the same. */
  readonly shortcut?: ShortcutId | undefined
}

const Bubble = (props: Hinted) => (
  <Tooltip.Portal>
    <Tooltip.Content class="hint">
      {props.label}
      <Show when={props.shortcut}>
        {(id) => <For each={keyCaps(id())}>{(cap) => <kbd>{cap}</kbd>}</For>}
      </Show>
    </Tooltip.Content>
  </Tooltip.Portal>
)

/** A short label that appears beside what it belongs to, under the pointer and with the keyboard's focus. */
export const Hint = (props: Hinted & { readonly children: JSX.Element }) => (
  <Tooltip.Root openDelay={500} closeDelay={0} gutter={6}>
    <Tooltip.Trigger as="button" type="button" class="hint-anchor">{props.children}</Tooltip.Trigger>
    <Bubble label={props.label} shortcut={props.shortcut} />
  </Tooltip.Root>
)

/** A button with such a label, under the pointer and with the keyboard's focus. */
export const HintedButton = (props: {
  readonly hint: string
  readonly shortcut?: ShortcutId | undefined
  readonly class: string
  readonly look?: "primary" | "plain"
  /** Its name for readers, where its content is no words. */
  readonly label?: string
  /** Whether it looks pressed; its name says what the next press does. */
  readonly isOn?: boolean | undefined
  readonly isDisabled?: boolean
  readonly onClick: () => void
  /** Receives the button itself, for the focus. */
  readonly onButton?: ((button: HTMLElement) => void) | undefined
  readonly children: JSX.Element
}) => {
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLElement | undefined
  return (
    // A focus that was given back after a press elsewhere asks for no hint.
    <Tooltip.Root openDelay={500} closeDelay={0} gutter={6} open={isOpen()} onOpenChange={(isWanted) => setOpen(isWanted && button?.matches(":hover, :focus-visible") === true)}>
      <Tooltip.Trigger
        ref={(element) => {
          button = element
          props.onButton?.(element)
        }}
        as="button" type="button" class={props.class} data-look={props.look} disabled={props.isDisabled ?? false}
        // A hint that is the name would be said twice.
        aria-describedby={props.label === props.hint ? "" : undefined} aria-label={props.label} data-on={props.isOn ? "" : undefined} onClick={() => props.onClick()}
      >
        {props.children}
      </Tooltip.Trigger>
      <Bubble label={props.hint} shortcut={props.shortcut} />
    </Tooltip.Root>
  )
}
