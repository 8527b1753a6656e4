"use client"
import { type ComponentPropsWithoutRef, forwardRef } from "react"
import { useWords } from "./useWords.ts"

export interface FeedbackTopicSelectProps extends Omit<ComponentPropsWithoutRef<"select">, "children" | "multiple" | "value"> {
  readonly options: ReadonlyArray<string>
  /** Empty while nothing is chosen. */
  readonly value: string
  readonly onValueChange?: ((value: string) => void) | undefined
  readonly placeholder?: string | undefined
  readonly invalid?: boolean | undefined
  readonly selectClassName?: string | undefined
}

/** Chooses one of a few topics, by the browser's own list. `className` goes around it, `selectClassName` on it. */
export const FeedbackTopicSelect = forwardRef<HTMLSelectElement, FeedbackTopicSelectProps>((
  { className, invalid = false, onChange, onValueChange, options, placeholder: given, selectClassName, value, ...props }, ref
) => {
  const words = useWords()
  const placeholder = given ?? words("component.feedback.topicPlaceholder")
  return (
    <div className={className} data-feedback-topic-select="" data-invalid={invalid ? "" : undefined}>
      <select
        aria-label={placeholder}
        {...props}
        ref={ref}
        className={selectClassName}
        value={value}
        aria-invalid={invalid || undefined}
        onChange={(event) => {
          onChange?.(event)
          onValueChange?.(event.target.value)
        }}
      >
        <option value="" disabled>{placeholder}</option>
        {options.map((option) => <option key={option} value={option}>{option}</option>)}
      </select>
    </div>
  )
})
