import { Support, type TriggerRenderProps } from "@cossistant/solid"
import { Show } from "solid-js"

/** A trigger in your navigation; the panel drops from it. Render it where the button belongs, once. */
export const TopBar = () => (
  <header class="top-bar">
    <a href="/">Kettles</a>
    <Support side="bottom" align="end" sideOffset={8}>
      <Support.Trigger class="top-bar-help">
        {(trigger: TriggerRenderProps) => (
          <>
            {trigger.isOpen ? "Close" : trigger.isTyping ? "Writing to you…" : "Help"}
            <Show when={trigger.unreadCount > 0}><span class="top-bar-badge">{trigger.unreadCount}</span></Show>
          </>
        )}
      </Support.Trigger>
    </Support>
  </header>
)
