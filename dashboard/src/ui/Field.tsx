import { createUniqueId, type JSX, Show, splitProps } from "solid-js"

interface FieldProps extends JSX.InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  readonly onText?: (text: string) => void
}

/** A labelled text field with a hint below it, or what is wrong with it. */
export const Field = (props: FieldProps) => {
  const [own, rest] = splitProps(props, ["label", "hint", "error", "onText", "class"])
  const id = createUniqueId()
  return (
    <div class={`field ${own.class ?? ""}`}>
      <label for={id}>{own.label}</label>
      <input
        {...rest}
        id={id}
        class="input"
        aria-invalid={own.error ? "true" : undefined}
        aria-describedby={own.error || own.hint ? `${id}-note` : undefined}
        onInput={(event) => own.onText?.(event.currentTarget.value)}
      />
      <Show when={own.error || own.hint}>
        <p id={`${id}-note`} class="field-note" data-error={own.error ? "" : undefined} role={own.error ? "alert" : undefined}>
          {own.error || own.hint}
        </p>
      </Show>
    </div>
  )
}
