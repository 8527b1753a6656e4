"use client"
import { holdWindow } from "@cossistant/core/primitives/holdWindow"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { forwardRef, useCallback, useEffect, useRef, useState } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useMergeRefs } from "./mergeRefs.ts"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { useWords } from "./useWords.ts"

/** What a window's function child and class name get. */
export interface WindowState {
  readonly isOpen: boolean
  readonly close: () => void
}

export interface WindowProps extends PartProps<"div", WindowState> {
  /** Default: whether the widget is open. */
  readonly isOpen?: boolean | undefined
  /** Asked to open or close; default: the widget does. */
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  /** Escape closes, while the focus is inside. Default true. */
  readonly closeOnEscape?: boolean | undefined
  /** Tab stays inside where the window covers the page (on phones); elsewhere the page stays usable. Default true. */
  readonly trapFocus?: boolean | undefined
  /** Gives the focus back to where it was. Default true. */
  readonly restoreFocus?: boolean | undefined
}

/**
 * A dialog with a name, rendered only while open. It takes the focus; it is modal only where it covers the page. Give it
 * an `aria-label` or `aria-labelledby` of your own; without one it is named after the site.
 */
export const Window = forwardRef<HTMLDivElement, WindowProps>((
  { asChild, children, className, closeOnEscape = true, id = "cossistant-window", isOpen, onOpenChange, restoreFocus = true, trapFocus = true, ...props },
  ref
) => {
  const widget = useWidget()
  const launcher = useView(launcherView)
  const words = useWords()
  const name = useView((state) => state.website.value?.name) ?? words("common.labels.support")
  const open = isOpen ?? launcher.isOpen
  const [element, setElement] = useState<HTMLElement | null>(null)
  const latest = useRef(onOpenChange)
  useEffect(() => {
    latest.current = onOpenChange
  })
  const close = useCallback(() => latest.current ? latest.current(false) : widget.close(), [widget])
  useEffect(() => {
    if (open && element !== null) return holdWindow(element, { closeOnEscape, trapFocus, restoreFocus, onEscape: close })
  }, [open, element, closeOnEscape, trapFocus, restoreFocus, close])
  const label = props["aria-label"] ?? (props["aria-labelledby"] === undefined ? name : undefined)
  return useRenderElement("div", { asChild, children, className }, {
    ref: useMergeRefs<HTMLDivElement>(ref, setElement),
    enabled: open,
    state: { isOpen: open, close },
    props: { role: "dialog", tabIndex: -1, id, "data-state": "open", ...props, "aria-label": label }
  })
})
