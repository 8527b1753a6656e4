import { ratingAfterKey, ratings } from "@cossistant/core/primitives/ratings"
import { createSignal, For, type JSX } from "solid-js"
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
  /** What a rating looks like, made for each. Default: a star. */
  readonly children?: JSX.Element
  readonly class?: string | undefined
  /** An alias of `class`. */
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
export const FeedbackRatingSelector = (props: FeedbackRatingSelectorProps): JSX.Element => {
  const words = useWords()
  const [ownHover, setOwnHover] = createSignal<number | null>(null)
  const shown = () => (props.hoveredValue === undefined ? ownHover() : props.hoveredValue) ?? props.value ?? 0
  const hover = (rating: number | null) => {
    setOwnHover(rating)
    props.onHoverChange?.(rating)
  }
  const choose = (rating: number) => {
    if (!props.disabled) props.onSelect?.(rating)
  }
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const next = ratingAfterKey(props.value, event.key, event.currentTarget)
    if (next === null || props.disabled) return
    event.preventDefault()
    choose(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-rating-value="${next}"]`)?.focus()
  }
  return (
    <div
      class={props.class ?? props.className}
      role="radiogroup"
      aria-label={props["aria-labelledby"] === undefined ? props["aria-label"] ?? words("component.feedback.ratingLabel") : undefined}
      aria-labelledby={props["aria-labelledby"]}
      aria-disabled={props.disabled || undefined}
      data-feedback-rating-selector=""
      data-size={props.size ?? "md"}
      onKeyDown={onKeyDown}
      onMouseLeave={() => hover(null)}
    >
      <For each={ratings}>
        {(rating) => (
          <button
            type="button"
            class={props.buttonClassName}
            role="radio"
            aria-checked={rating === props.value}
            aria-label={props.labelForRating?.(rating) ?? words("component.conversationPage.ratingLabel", { rating })}
            tabIndex={rating === (props.value ?? 1) ? 0 : -1}
            disabled={props.disabled}
            data-feedback-rating-button=""
            data-rating-value={rating}
            data-rating-active={rating <= shown()}
            onClick={() => choose(rating)}
            onMouseEnter={() => hover(rating)}
          >
            <span class={props.iconClassName} aria-hidden="true">{props.children ?? (rating <= shown() ? "★" : "☆")}</span>
          </button>
        )}
      </For>
    </div>
  )
}
