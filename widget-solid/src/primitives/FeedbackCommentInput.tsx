import { type JSX, splitProps } from "solid-js"
import { type Classed, classOf } from "../ClassName.ts"
import { callHandler } from "./callHandler.ts"

export interface FeedbackCommentInputProps
  extends Omit<JSX.IntrinsicElements["textarea"], "value" | keyof Classed<unknown>>, Classed<Readonly<Record<never, never>>> {
  readonly value: string
  readonly onValueChange?: ((value: string) => void) | undefined
  readonly invalid?: boolean | undefined
}

/** A field for what a person wants to say with their rating. */
export const FeedbackCommentInput = (props: FeedbackCommentInputProps): JSX.Element => {
  const [own, rest] = splitProps(props, ["class", "className", "invalid", "onInput", "onValueChange"])
  return (
    <textarea
      {...rest}
      class={classOf(own, {})}
      data-feedback-comment-input=""
      data-invalid={own.invalid ? "" : undefined}
      aria-invalid={own.invalid || undefined}
      onInput={(event) => {
        callHandler(own.onInput, event)
        own.onValueChange?.(event.currentTarget.value)
      }}
    />
  )
}
