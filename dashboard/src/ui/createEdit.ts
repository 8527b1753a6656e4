import { type Accessor, createSignal } from "solid-js"

/**
 * A text field over what is saved. `check` says what is wrong with a text, as a sentence; that is shown once the field was
 * left or its form was sent. What is typed stays until it was saved.
 */
export const createEdit = (saved: Accessor<string>, check: (text: string) => string | null = () => null) => {
  const [typed, setTyped] = createSignal<string | null>(null)
  const [isShown, setShown] = createSignal(false)
  const value = () => typed() ?? saved()
  const isChanged = () => value() !== saved()
  const problem = () => check(value())
  return {
    value,
    isChanged,
    problem,
    show: () => setShown(true),
    /** `sent` was saved; what was typed since was not. */
    keep: (sent: string) => {
      setShown(false)
      if (typed() === sent) setTyped(null)
    },
    /** Nothing was typed. */
    forget: () => {
      setShown(false)
      setTyped(null)
    },
    /** What a `Field` needs. */
    field: {
      get value() { return value() },
      get error() { return isShown() ? problem() : null },
      onText: (text: string) => void setTyped(text),
      onBlur: () => void setShown(isShown() || isChanged())
    }
  }
}

/** A form of such fields. */
export const createEdits = (...edits: ReadonlyArray<ReturnType<typeof createEdit>>) => {
  const isChanged = () => edits.some((edit) => edit.isChanged())
  return {
    isChanged,
    /** Remembers what is sent now; call the answer when that was saved. */
    sent: () => {
      const texts = edits.map((edit) => edit.value())
      return () => edits.forEach((edit, index) => edit.keep(texts[index] ?? ""))
    },
    /** Takes the form's submit: `save` runs when something changed and nothing is wrong, else the first wrong field has the focus. */
    onSubmit: (save: () => void) => (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
      event.preventDefault()
      if (!isChanged()) return
      for (const edit of edits) edit.show()
      if (edits.every((edit) => edit.problem() === null)) save()
      else event.currentTarget.querySelector<HTMLElement>("[aria-invalid]")?.focus()
    }
  }
}
