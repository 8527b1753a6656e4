import { type ComponentPropsWithoutRef, forwardRef } from "react"

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
  { className, invalid = false, onChange, onValueChange, options, placeholder = "Choose a topic", selectClassName, value, ...props }, ref
) => (
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
))
