import { arrowStep } from "@cossistant/core/dom/arrowStep"
import { For, type JSX } from "solid-js"
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
export const Stars = (props: StarsProps): JSX.Element => {
  const text = useText()
  let group: HTMLElement | undefined
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: Element }) => {
    const step = steps[event.key] ?? arrowStep(event.key, event.currentTarget)
    if (step === 0 || props.isDisabled === true) return
    event.preventDefault()
    const next = Math.min(5, Math.max(1, (props.value ?? 0) + step))
    props.onChoose(next, true)
    group?.querySelectorAll("button")[next - 1]?.focus()
  }
  return (
    <div
      ref={(element) => {
        group = element
      }}
      class="co-stars"
      role="radiogroup"
      aria-label={props.label}
      aria-invalid={props.isInvalid === true || undefined}
      data-feedback-rating-selector=""
      onKeyDown={onKeyDown}
    >
      <For each={values}>
        {(star) => (
          <button
            type="button"
            role="radio"
            aria-checked={star === props.value}
            aria-label={text("component.conversationPage.ratingLabel", { rating: star })}
            tabIndex={star === (props.value ?? 1) ? 0 : -1}
            disabled={props.isDisabled === true}
            data-feedback-rating-button=""
            data-rating-value={star}
            data-rating-active={props.value !== null && star <= props.value ? "" : undefined}
            onClick={() => props.onChoose(star, false)}
          >
            <svg class="co-icon" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 2.5l2.94 5.95 6.56.95-4.75 4.63 1.12 6.54L12 17.48l-5.87 3.09 1.12-6.54L2.5 9.4l6.56-.95z" />
            </svg>
          </button>
        )}
      </For>
    </div>
  )
}
