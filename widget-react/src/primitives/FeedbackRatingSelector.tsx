"use client"
import { ratingAfterKey, ratings } from "@cossistant/core/primitives/ratings"
import { type KeyboardEvent, type ReactElement, type ReactNode, useRef, useState } from "react"
import { useWords } from "./useWords.ts"

export interface FeedbackRatingSelectorProps {
  /** 1 to 5; null while nothing is chosen. */
  readonly value: number | null
  /** What the pointer is over. Default: the selector keeps it. */
  readonly hoveredValue?: number | null | undefined
  readonly onHoverChange?: ((value: number | null) => void) | undefined
  readonly onSelect?: ((value: number) => void) | undefined
  readonly disabled?: boolean | undefined
  /** Default `"md"`. */
  readonly size?: "sm" | "md" | undefined
  /** Default: "1 star", "2 stars" … in the language of the provider. */
  readonly labelForRating?: ((rating: number) => string) | undefined
  /** What a rating looks like. Default: a star. */
  readonly children?: ReactNode
  readonly className?: string | undefined
  readonly buttonClassName?: string | undefined
  readonly iconClassName?: string | undefined
  /** Default "Your rating". */
  readonly "aria-label"?: string | undefined
  readonly "aria-labelledby"?: string | undefined
}

/**
 * Five stars as one radio group (https://www.w3.org/WAI/ARIA/apg/patterns/radio/): one stop of the Tab key, arrows choose.
 */
export const FeedbackRatingSelector = (
  { disabled = false, hoveredValue, labelForRating, onHoverChange, onSelect, size = "md", value, ...props }: FeedbackRatingSelectorProps
): ReactElement => {
  const words = useWords()
  const group = useRef<HTMLDivElement>(null)
  const [ownHover, setOwnHover] = useState<number | null>(null)
  const shown = (hoveredValue === undefined ? ownHover : hoveredValue) ?? value ?? 0
  const hover = (rating: number | null) => {
    setOwnHover(rating)
    onHoverChange?.(rating)
  }
  const choose = (rating: number) => {
    if (!disabled) onSelect?.(rating)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = ratingAfterKey(value, event.key, event.currentTarget)
    if (next === null || disabled) return
    event.preventDefault()
    choose(next)
    group.current?.querySelector<HTMLElement>(`[data-rating-value="${next}"]`)?.focus()
  }
  return (
    <div
      ref={group}
      className={props.className}
      role="radiogroup"
      aria-label={props["aria-labelledby"] === undefined ? props["aria-label"] ?? words("component.feedback.ratingLabel") : undefined}
      aria-labelledby={props["aria-labelledby"]}
      aria-disabled={disabled || undefined}
      data-feedback-rating-selector=""
      data-size={size}
      onKeyDown={onKeyDown}
      onMouseLeave={() => hover(null)}
    >
      {ratings.map((rating) => (
        <button
          key={rating}
          type="button"
          className={props.buttonClassName}
          role="radio"
          aria-checked={rating === value}
          aria-label={labelForRating?.(rating) ?? words("component.conversationPage.ratingLabel", { rating })}
          tabIndex={rating === (value ?? 1) ? 0 : -1}
          disabled={disabled}
          data-feedback-rating-button=""
          data-rating-value={rating}
          data-rating-active={rating <= shown}
          onClick={() => choose(rating)}
          onMouseEnter={() => hover(rating)}
        >
          <span className={props.iconClassName} aria-hidden="true">{props.children ?? (rating <= shown ? "★" : "☆")}</span>
        </button>
      ))}
    </div>
  )
}
