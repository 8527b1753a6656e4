import { rareIcons } from "@cossistant/core/theme/rareIcons"
import { problemText } from "@cossistant/core/text/problemText"
import type { RatingView } from "@cossistant/core/widget/rating"
import { type FormEvent, type ReactElement, useEffect, useLayoutEffect, useRef, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Stars } from "./Stars.tsx"

interface RatingCardProps {
  readonly conversationId: string
  readonly rating: RatingView
}

/** Asks once how a resolved conversation went: five stars, then words if there are any. What was written stays when it couldn't be sent. */
export const RatingCard = ({ conversationId, rating }: RatingCardProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const [value, setValue] = useState(rating.value)
  const [comment, setComment] = useState(rating.comment)
  const field = useRef<HTMLTextAreaElement>(null)
  const hasChosen = useRef(false)
  const hasSent = useRef(false)
  const thanks = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (hasChosen.current) field.current?.focus()
  }, [value !== null])
  // To the thanks, which are read there: the button that had the keyboard is no more.
  useLayoutEffect(() => {
    if (rating.isDone && hasSent.current) thanks.current?.focus({ preventScroll: true })
  }, [rating.isDone])
  if (rating.isDone) {
    return (
      <div ref={thanks} className="co-rating" data-done="" tabIndex={-1}>
        <p><Icon path={rareIcons.resolved} /><span>{text("component.conversationPage.ratingThanks")}</span></p>
        <Stars label={text("component.conversationPage.ratingPrompt")} value={rating.value} isDisabled onChoose={() => {}} />
      </div>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value === null || rating.isSubmitting) return
    hasSent.current = true
    void widget.rate(conversationId, value, comment)
  }
  return (
    <form className="co-rating" aria-busy={rating.isSubmitting} onSubmit={submit}>
      <p>{text("component.conversationPage.ratingPrompt")}</p>
      <Stars
        label={text("component.conversationPage.ratingPrompt")}
        value={value}
        isDisabled={rating.isSubmitting}
        onChoose={(chosen, isByArrow) => {
          // Who goes through the stars is still choosing.
          hasChosen.current = !isByArrow
          setValue(chosen)
        }}
      />
      {value !== null && (
        <>
          <textarea
            ref={field}
            rows={2}
            dir="auto"
            value={comment}
            maxLength={2_000}
            placeholder={text("component.conversationPage.commentPlaceholder")}
            aria-label={text("component.conversationPage.commentPlaceholder")}
            onChange={(event) => setComment(event.target.value)}
          />
          {rating.problem !== null && <p className="co-hint" role="alert">{problemText(text, rating.problem, Date.now())}</p>}
          <button type="submit" className="co-button" data-variant="primary" aria-disabled={rating.isSubmitting}>
            {text("component.conversationPage.submitFeedback")}
          </button>
        </>
      )}
    </form>
  )
}
