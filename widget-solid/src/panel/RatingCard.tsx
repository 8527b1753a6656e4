import { problemText } from "@cossistant/core/text/problemText"
import { rareIcons } from "@cossistant/core/theme/rareIcons"
import type { RatingView } from "@cossistant/core/widget/rating"
import { createSignal, type JSX, onMount, Show, untrack } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Stars } from "./Stars.tsx"

interface RatingCardProps {
  readonly conversationId: string
  readonly rating: RatingView
}

/** Asks once how a resolved conversation went: five stars, then words if there are any. What was written stays when it couldn't be sent. */
export const RatingCard = (props: RatingCardProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const [value, setValue] = createSignal(untrack(() => props.rating.value))
  const [comment, setComment] = createSignal(untrack(() => props.rating.comment))
  let hasChosen = false
  let hasSent = false
  const submit = (event: Event) => {
    event.preventDefault()
    const chosen = value()
    if (chosen === null || props.rating.isSubmitting) return
    hasSent = true
    void widget.rate(props.conversationId, chosen, comment())
  }
  const choose = (chosen: number, isByArrow: boolean) => {
    // Who goes through the stars is still choosing.
    hasChosen = !isByArrow
    setValue(chosen)
  }
  const focusOnce = (field: HTMLElement) => onMount(() => hasChosen && field.focus())
  // To the thanks, which are read there: the button that had the keyboard is no more.
  const focusThanks = (thanks: HTMLElement) => onMount(() => hasSent && thanks.focus({ preventScroll: true }))
  const done = () => (
    <div ref={focusThanks} class="co-rating" data-done="" tabIndex={-1}>
      <p><Icon path={rareIcons.resolved} /><span>{text("component.conversationPage.ratingThanks")}</span></p>
      <Stars label={text("component.conversationPage.ratingPrompt")} value={props.rating.value} isDisabled onChoose={() => {}} />
    </div>
  )
  return (
    <Show when={!props.rating.isDone} fallback={done()}>
      <form class="co-rating" aria-busy={props.rating.isSubmitting} onSubmit={submit}>
        <p>{text("component.conversationPage.ratingPrompt")}</p>
        <Stars
          label={text("component.conversationPage.ratingPrompt")}
          value={value()}
          isDisabled={props.rating.isSubmitting}
          onChoose={choose}
        />
        <Show when={value() !== null}>
          <textarea
            ref={focusOnce}
            rows={2}
            dir="auto"
            value={comment()}
            maxLength={2_000}
            placeholder={text("component.conversationPage.commentPlaceholder")}
            aria-label={text("component.conversationPage.commentPlaceholder")}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <Show when={props.rating.problem}>
            {(problem) => <p class="co-hint" role="alert">{problemText(text, problem(), Date.now())}</p>}
          </Show>
          <button type="submit" class="co-button" data-variant="primary" aria-disabled={props.rating.isSubmitting}>
            {text("component.conversationPage.submitFeedback")}
          </button>
        </Show>
      </form>
    </Show>
  )
}
