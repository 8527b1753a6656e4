import { type ComponentPropsWithoutRef, forwardRef } from "react"

export interface FeedbackCommentInputProps extends Omit<ComponentPropsWithoutRef<"textarea">, "value"> {
  readonly value: string
  readonly onValueChange?: ((value: string) => void) | undefined
  readonly invalid?: boolean | undefined
}

/** A field for what a person wants to say with their rating. */
export const FeedbackCommentInput = forwardRef<HTMLTextAreaElement, FeedbackCommentInputProps>((
  { invalid = false, onChange, onValueChange, ...props }, ref
) => (
  <textarea
    {...props}
    ref={ref}
    data-feedback-comment-input=""
    data-invalid={invalid ? "" : undefined}
    aria-invalid={invalid || undefined}
    onChange={(event) => {
      onChange?.(event)
      onValueChange?.(event.target.value)
    }}
  />
))
