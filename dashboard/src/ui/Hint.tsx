import * as Tooltip from "@kobalte/core/tooltip"
import { For, type JSX, Show } from "solid-js"
import { keyCaps, type ShortcutId } from "../keyboard/shortcuts.ts"

/** A short label that appears beside what it belongs to, with the key that does the same. */
export const Hint = (props: {
  readonly label: string
  readonly shortcut?: ShortcutId | undefined
  readonly children: JSX.Element
  readonly class?: string
}) => (
  <Tooltip.Root openDelay={500} closeDelay={0} gutter={6}>
    <Tooltip.Trigger as="span" class={`hint-anchor ${props.class ?? ""}`}>{props.children}</Tooltip.Trigger>
    <Tooltip.Portal>
      <Tooltip.Content class="hint">
        {props.label}
        <Show when={props.shortcut}>
          {(id) => <For each={keyCaps(id())}>{(cap) => <kbd>{cap}</kbd>}</For>}
        </Show>
      </Tooltip.Content>
    </Tooltip.Portal>
  </Tooltip.Root>
)
