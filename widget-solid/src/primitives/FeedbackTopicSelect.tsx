import { createEffect, For, type JSX, splitProps } from "solid-js"
import { callHandler } from "./callHandler.ts"
import { mergeRefs } from "./mergeRefs.ts"
import { useWords } from "./useWords.ts"

export interface FeedbackTopicSelectProps
  extends Omit<JSX.IntrinsicElements["select"], "children" | "class" | "className" | "multiple" | "value"> {
  readonly options: ReadonlyArray<string>
  /** Empty while nothing is chosen. */
  readonly value: string
  readonly onValueChange?: ((value: string) => void) | undefined
  readonly placeholder?: string | undefined
  readonly invalid?: boolean | undefined
  readonly class?: string | undefined
  /** An alias of `class`. */
  readonly className?: string | undefined
  readonly selectClassName?: string | undefined
}

/** Chooses one of a few topics, by the browser's own list. `class` goes around it, `selectClassName` on it. */
export const FeedbackTopicSelect = (props: FeedbackTopicSelectProps): JSX.Element => {
  const [own, rest] = splitProps(props, [
    "class", "className", "invalid", "onChange", "onValueChange", "options", "placeholder", "ref", "selectClassName", "value"
  ])
  const words = useWords()
  const placeholder = () => own.placeholder ?? words("component.feedback.topicPlaceholder")
  let select: HTMLSelectElement | undefined
  createEffect(() => {
    // Once the options are there; again when there are others.
    if (own.options.length >= 0 && select !== undefined) select.value = own.value
  })
  const keep = (element: HTMLSelectElement) => {
    select = element
  }
  return (
    <div class={own.class ?? own.className} data-feedback-topic-select="" data-invalid={own.invalid ? "" : undefined}>
      <select
        aria-label={placeholder()}
        {...rest}
        ref={mergeRefs<HTMLSelectElement>(own.ref, keep)}
        class={own.selectClassName}
        aria-invalid={own.invalid || undefined}
        onChange={(event) => {
          callHandler(own.onChange, event)
          own.onValueChange?.(event.currentTarget.value)
        }}
      >
        <option value="" disabled selected={own.value === ""}>{placeholder()}</option>
        <For each={own.options}>{(option) => <option value={option} selected={own.value === option}>{option}</option>}</For>
      </select>
    </div>
  )
}
