import { holdWindow } from "@cossistant/core/primitives/holdWindow"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { createEffect, createSignal, type JSX, mergeProps, onCleanup, splitProps } from "solid-js"
import { useWatched } from "../hooks/useWatched.ts"
import { useWidget } from "../WidgetContext.ts"
import { mergeRefs } from "./mergeRefs.ts"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"
import { useWords } from "./useWords.ts"

/** What a window's function child and class get. */
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
export const Window = (props: WindowProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, [
    "aria-label", "closeOnEscape", "isOpen", "onOpenChange", "ref", "restoreFocus", "trapFocus"
  ])
  const widget = useWidget()
  const launcher = useWatched(launcherView)
  const name = useWatched((state) => state.website.value?.name)
  const words = useWords()
  const isOpen = () => own.isOpen ?? launcher().isOpen
  const [element, setElement] = createSignal<HTMLElement | null>(null)
  const close = () => own.onOpenChange ? own.onOpenChange(false) : widget.close()
  createEffect(() => {
    const dialog = element()
    if (!isOpen() || dialog === null) return
    onCleanup(holdWindow(dialog, {
      closeOnEscape: own.closeOnEscape ?? true, trapFocus: own.trapFocus ?? true, restoreFocus: own.restoreFocus ?? true, onEscape: close
    }))
  })
  return useRenderElement("div", part, {
    enabled: isOpen,
    state: { get isOpen() { return isOpen() }, close },
    props: mergeProps({ role: "dialog", tabIndex: -1, id: "cossistant-window", "data-state": "open" }, rest, {
      ref: mergeRefs<HTMLDivElement>(own.ref, setElement),
      get "aria-label"() { return own["aria-label"] ?? (rest["aria-labelledby"] === undefined ? name() ?? words("common.labels.support") : undefined) }
    })
  })
}
