import * as Dropdown from "@kobalte/core/dropdown-menu"
import { For, type JSX, Show } from "solid-js"

export interface MenuItem {
  readonly label: string
  readonly icon?: JSX.Element
  /** Whether it is on, of what can be off. */
  readonly isChecked?: boolean
  /** One of several, of which one is chosen. */
  readonly isOneOf?: boolean
  readonly isDanger?: boolean
  readonly startsGroup?: boolean
  readonly onSelect: () => void
}

/** A button that opens a list of things to do. */
export const Menu = (props: {
  readonly label: string
  readonly class?: string
  readonly trigger: JSX.Element
  readonly items: ReadonlyArray<MenuItem>
  readonly side?: "bottom-start" | "bottom-end" | "top-start"
}) => (
  <Dropdown.Root placement={props.side ?? "bottom-end"} gutter={4}>
    <Dropdown.Trigger class={props.class ?? "icon-button"} aria-label={props.label}>{props.trigger}</Dropdown.Trigger>
    <Dropdown.Portal>
      <Dropdown.Content class="menu">
        <For each={props.items}>
          {(item) => (
            <>
              <Show when={item.startsGroup}><Dropdown.Separator class="menu-separator" /></Show>
              <Dropdown.Item
                class="menu-item" data-danger={item.isDanger ? "" : undefined} onSelect={() => item.onSelect()}
                role={item.isChecked === undefined ? "menuitem" : item.isOneOf ? "menuitemradio" : "menuitemcheckbox"} aria-checked={item.isChecked}
              >
                <span class="menu-icon">{item.icon}</span>
                <span class="menu-label">{item.label}</span>
                <Show when={item.isChecked}><span class="menu-check" /></Show>
              </Dropdown.Item>
            </>
          )}
        </For>
      </Dropdown.Content>
    </Dropdown.Portal>
  </Dropdown.Root>
)
