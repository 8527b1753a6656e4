import { fillScreen } from "@cossistant/core/dom/fillScreen"
import { holdFocus } from "@cossistant/core/dom/holdFocus"
import { placePanel } from "@cossistant/core/dom/placePanel"
import { classes } from "@cossistant/core/dom/slotAttributes"
import { directionOf } from "@cossistant/core/text/direction"
import { icons } from "@cossistant/core/theme/icons"
import { rareIcons } from "@cossistant/core/theme/rareIcons"
import { createEffect, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { IconButton } from "../panel/IconButton.tsx"
import { TextContext } from "../TextContext.ts"
import { useSupportText } from "../useSupportText.ts"
import { FeedbackForm } from "./FeedbackForm.tsx"
import type { FeedbackContentProps } from "./FeedbackProps.ts"
import { useFeedbackScope } from "./FeedbackScope.ts"

/** The dialog with the form, or with thanks once it was sent. */
export const FeedbackPanel = (props: FeedbackContentProps): JSX.Element => {
  const { anchor, handle, panelId } = useFeedbackScope()
  const text = useSupportText()
  const [panel, setPanel] = createSignal<HTMLElement>()
  const [isSent, setSent] = createSignal(false)
  createEffect(() => {
    const element = panel()
    const trigger = anchor()
    if (element === undefined || trigger === null) return
    const { align, avoidCollisions, collisionPadding, side, sideOffset } = props
    onCleanup(placePanel(trigger, element, { side, align, sideOffset, avoidCollisions, collisionPadding }))
  })
  onMount(() => {
    const element = panel()
    if (element === undefined) return
    onCleanup(holdFocus(element, handle.close))
    onCleanup(fillScreen(element))
  })
  const done = () => (
    <div class="co-feedback-done" role="status">
      <Icon path={rareIcons.resolved} />
      <p class="co-title">{text("component.feedback.successTitle")}</p>
      <p>{text("component.feedback.successDescription")}</p>
      <button type="button" class="co-button" onClick={() => setSent(false)}>{text("component.feedback.another")}</button>
      <button type="button" class="co-button" data-variant="primary" onClick={() => handle.close()}>{text("common.actions.done")}</button>
    </div>
  )
  return (
    <TextContext.Provider value={{ text: () => text, isComplete: true }}>
      <div
        ref={setPanel}
        id={panelId}
        class={classes("co-panel co-feedback", props.class, props.className)}
        lang={text.locale}
        dir={directionOf(text.locale)}
        data-slot="feedback-content"
        data-state="open"
        role="dialog"
        aria-label={text("component.feedback.title")}
        tabIndex={-1}
      >
        <div class="co-header">
          <h2 class="co-title">{text("component.feedback.title")}</h2>
          <IconButton name={text("common.actions.close")} onClick={() => handle.close()}><Icon path={icons.close} /></IconButton>
        </div>
        <Show when={!isSent()} fallback={done()}><FeedbackForm onSent={() => setSent(true)} /></Show>
      </div>
    </TextContext.Provider>
  )
}
