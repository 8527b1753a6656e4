import { forwardRef, type MouseEvent, type Ref } from "react"
import { useMergeRefs } from "../primitives/mergeRefs.ts"
import { useRenderElement } from "../primitives/renderElement.tsx"
import { useLayoutEffect } from "../useLayoutEffect.ts"
import { useLateText } from "../useLateText.ts"
import { useSaid } from "../useTextOptions.ts"
import type { FeedbackTriggerProps } from "./FeedbackProps.ts"
import { useFeedbackScope } from "./FeedbackScope.ts"

/**
 * A button that opens and closes the form. Without children it says "Feedback" in the visitor's language. A button made by
 * its function child takes its place rather than standing inside it; one click toggles once, whoever else toggles by it.
 */
export const TriggerButton = forwardRef<HTMLButtonElement, FeedbackTriggerProps>(({ asChild, children, className, onClick, onClickCapture, ...rest }, ref) => {
  const { anchor, guard, isOpen, panelId } = useFeedbackScope()
  const text = useLateText(useSaid(), children === undefined)
  // The English word until the visitor's own is here: a button is never nameless.
  return useRenderElement("button", { asChild, className, children: children ?? text?.("component.feedback.trigger") ?? "Feedback" }, {
    adoptsInteractive: true,
    state: { isOpen, toggle: guard.toggle },
    ref: useMergeRefs<never>(ref as Ref<never>, anchor as Ref<never>), // one element for both
    props: {
      type: "button",
      lang: children === undefined ? text?.locale : undefined,
      ...rest,
      "data-slot": "feedback-trigger",
      "data-state": isOpen ? "open" : "closed",
      "aria-haspopup": "dialog",
      "aria-expanded": isOpen,
      "aria-controls": panelId,
      onClickCapture: (event: MouseEvent<HTMLButtonElement>) => {
        guard.begin()
        onClickCapture?.(event)
      },
      onClick: (event: MouseEvent<HTMLButtonElement>) => {
        onClick?.(event)
        guard.end(event)
      }
    }
  })
})

/** `TriggerButton` in place of the built-in one. */
export const FeedbackTrigger = forwardRef<HTMLButtonElement, FeedbackTriggerProps>((props, ref) => {
  const { addPart } = useFeedbackScope()
  useLayoutEffect(() => addPart("trigger"), [addPart])
  return <TriggerButton {...props} ref={ref} />
})
