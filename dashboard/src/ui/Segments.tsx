import { createUniqueId, For } from "solid-js"

/** One of a few choices, all in sight. */
export const Segments = <Id extends string>(props: {
  readonly label: string
  readonly options: ReadonlyArray<{ readonly id: Id; readonly label: string }>
  readonly value: Id
  readonly onChange: (id: Id) => void
}) => {
  const name = createUniqueId()
  return (
    <fieldset class="segments">
      <legend>{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <label>
            <input type="radio" name={name} checked={props.value === option.id} onChange={() => props.onChange(option.id)} />
            <span>{option.label}</span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
