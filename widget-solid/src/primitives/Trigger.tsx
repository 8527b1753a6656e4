import { makeToggleGuard } from "@cossistant/core/primitives/oneToggle"
import { launcherView } from "@cossistant/core/widget/launcherView"
import type { JSX } from "solid-js"
import { useWatched } from "../hooks/useWatched.ts"
import { useWidget } from "../WidgetContext.ts"
import { layered, without } from "../props.ts"
import { callHandler } from "./callHandler.ts"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"

/** What a trigger's function child and class get. */
export interface TriggerState {
  readonly isOpen: boolean
  /** Messages by others that the visitor hasn't seen. */
  readonly unreadCount: number
  /** A person of the team writes, in any conversation. */
  readonly isTyping: boolean
  readonly toggle: () => void
}

export type TriggerProps = PartProps<"button", TriggerState>

/**
 * A button that opens and closes the widget, anywhere under `SupportProvider`. A button made by its function child takes
 * its place rather than standing inside it; one click toggles once, whoever else toggles by it.
 */
export const Trigger = (props: TriggerProps): JSX.Element => {
  const widget = useWidget()
  const launcher = useWatched(launcherView)
  const guard = makeToggleGuard(() => launcherView(widget.get()).isOpen, () => widget.toggle())
  const state: TriggerState = {
    get isOpen() { return launcher().isOpen },
    get unreadCount() { return launcher().unreadCount },
    get isTyping() { return launcher().isTyping },
    toggle: guard.toggle
  }
  return useRenderElement("button", props, {
    adoptsInteractive: true,
    state,
    props: layered({
      type: "button", "aria-haspopup": "dialog", "data-slot": "trigger",
      get "aria-expanded"() { return state.isOpen },
      get "data-state"() { return state.isOpen ? "open" : "closed" }
    }, without(props, [...renderNames, "onClick"]), {
      "oncapture:click": guard.begin,
      onClick: (event: MouseEvent) => {
        callHandler(props.onClick, event)
        guard.end(event)
      }
    })
  })
}
