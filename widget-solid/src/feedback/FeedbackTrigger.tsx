import { type JSX, mergeProps, splitProps } from "solid-js"
import { callHandler } from "../primitives/callHandler.ts"
import { mergeRefs } from "../primitives/mergeRefs.ts"
import { renderNames, useRenderElement } from "../primitives/renderElement.tsx"
import { useSupportText } from "../useSupportText.ts"
import type { FeedbackTriggerProps } from "./FeedbackProps.ts"
import { useFeedbackPart, useFeedbackScope } from "./FeedbackScope.ts"

/**
 * A button that opens and closes the form. Without children it says "Feedback" in the visitor's language. A button made by
 * its function child takes its place rather than standing inside it; one click toggles once, whoever else toggles by it.
 */
export const TriggerButton = (props: FeedbackTriggerProps): JSX.Element => {
  const scope = useFeedbackScope()
  const text = useSupportText()
  const [part, rest] = splitProps(props, renderNames)
  const words = mergeProps(part, { get children() { return part.children ?? text("component.feedback.trigger") } })
  return useRenderElement("button", words, {
    adoptsInteractive: true,
    state: { get isOpen() { return scope.isOpen }, toggle: scope.guard.toggle },
    props: mergeProps({ type: "button", get lang() { return part.children === undefined ? text.locale : undefined } }, rest, {
      "data-slot": "feedback-trigger",
      "aria-haspopup": "dialog",
      "aria-controls": scope.panelId,
      get "data-state"() { return scope.isOpen ? "open" : "closed" },
      get "aria-expanded"() { return scope.isOpen },
      ref: mergeRefs<HTMLButtonElement>(scope.setAnchor, props.ref),
      "oncapture:click": scope.guard.begin,
      onClick: (event: MouseEvent) => {
        callHandler(props.onClick, event)
        scope.guard.end(event)
      }
    })
  })
}

/** `TriggerButton` in place of the built-in one. */
export const FeedbackTrigger = (props: FeedbackTriggerProps): JSX.Element => {
  useFeedbackPart("trigger")
  return <TriggerButton {...props} />
}
