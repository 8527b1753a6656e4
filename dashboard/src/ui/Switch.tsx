import { createUniqueId, type JSX, Show } from "solid-js"

/** A setting that is on or off at once, with its label at the left. */
export const Switch = (props: {
  readonly label: JSX.Element
  readonly hint?: JSX.Element
  readonly isOn: boolean
  readonly isDisabled?: boolean
  readonly onChange: (isOn: boolean) => void
}) => {
  const id = createUniqueId()
  return (
    <div class="switch-row">
      <label for={id}>
        {props.label}
        <Show when={props.hint}><small>{props.hint}</small></Show>
      </label>
      <input
        id={id} type="checkbox" role="switch" class="switch"
        checked={props.isOn} disabled={props.isDisabled ?? false}
        onChange={({ currentTarget }) => {
          props.onChange(currentTarget.checked)
          // It shows what is, which a refusal leaves as it was.
          currentTarget.checked = props.isOn
        }}
      />
    </div>
  )
}
