"use client"
import { makeToggleGuard } from "@cossistant/core/primitives/oneToggle"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { forwardRef, type MouseEvent, useMemo } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { type PartProps, useRenderElement } from "./renderElement.tsx"

/** What a trigger's function child and class name get. */
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
export const Trigger = forwardRef<HTMLButtonElement, TriggerProps>(({ asChild, children, className, ...props }, ref) => {
  const widget = useWidget()
  const { isOpen, isTyping, unreadCount } = useView(launcherView)
  const guard = useMemo(() => makeToggleGuard(() => launcherView(widget.get()).isOpen, () => widget.toggle()), [widget])
  return useRenderElement("button", { asChild, children, className }, {
    ref,
    adoptsInteractive: true,
    state: { isOpen, unreadCount, isTyping, toggle: guard.toggle },
    props: {
      type: "button",
      "aria-haspopup": "dialog",
      "aria-expanded": isOpen,
      "data-slot": "trigger",
      "data-state": isOpen ? "open" : "closed",
      ...props,
      onClickCapture: (event: MouseEvent<HTMLButtonElement>) => {
        guard.begin()
        props.onClickCapture?.(event)
      },
      onClick: (event: MouseEvent<HTMLButtonElement>) => {
        props.onClick?.(event)
        guard.end(event)
      }
    }
  })
})
