import { arrowStep } from "@cossistant/core/dom/arrowStep"
import type { KeyboardEvent, ReactElement } from "react"
import { useText } from "../TextContext.ts"

interface StarsProps {
  readonly label: string
  /** 1 to 5, null for none yet. */
  readonly value: number | null
  readonly isDisabled?: boolean
  readonly isInvalid?: boolean
  readonly onChoose: (value: number, isByArrow: boolean) => void
}

const values = [1, 2, 3, 4, 5]
const steps: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }

/** Five stars as one radio group: arrows move the choice, and it is one stop of the Tab key. */
export const Stars = ({ isDisabled = false, isInvalid = false, label, onChoose, value }: StarsProps): ReactElement => {
  const text = useText()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key] ?? arrowStep(event.key, event.currentTarget)
    if (step === 0 || isDisabled) return
    event.preventDefault()
    const next = Math.min(5, Math.max(1, (value ?? 0) + step))
    onChoose(next, true)
    event.currentTarget.querySelectorAll("button")[next - 1]?.focus()
  }
  return (
    <div
      className="co-stars"
      role="radiogroup"
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      data-feedback-rating-selector=""
      onKeyDown={onKeyDown}
    >
      {values.map((star) => (
        <button
          key={star}
          type="button"
          role="radio"
          aria-checked={star === value}
          aria-label={text("component.conversationPage.ratingLabel", { rating: star })}
          tabIndex={star === (value ?? 1) ? 0 : -1}
          disabled={isDisabled}
          data-feedback-rating-button=""
          data-rating-value={star}
          data-rating-active={value !== null && star <= value ? "" : undefined}
          onClick={() => onChoose(star, false)}
        >
          <svg className="co-icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 2.5l2.94 5.95 6.56.95-4.75 4.63 1.12 6.54L12 17.48l-5.87 3.09 1.12-6.54L2.5 9.4l6.56-.95z" />
          </svg>
        </button>
      ))}
    </div>
  )
}
