import { createEffect, createSignal, For } from "solid-js"
import type { Action } from "../wire/createAction.ts"

/**
 * One of several, saved as soon as it is chosen. It shows what is, which a refusal leaves as it was; while one choice is on
 * its way another one isn't taken. The focus stays on it all the while.
 */
export const Choice = <Id extends string | number>(props: {
  readonly label: string
  readonly value: Id
  readonly options: ReadonlyArray<readonly [id: Id, label: string]>
  readonly action: Action<[Id]>
}) => {
  const [select, setSelect] = createSignal<HTMLSelectElement>()
  let chosen: Id | null = null
  const show = (id: Id) => {
    const element = select()
    if (element) element.value = String(id)
  }
  const choose = async (picked: string) => {
    const option = props.options.find(([id]) => String(id) === picked)
    if (option === undefined || props.action.isBusy()) return show(chosen ?? props.value)
    chosen = option[0]
    await props.action.run(chosen)
    chosen = null
    if (props.action.problem() !== null) show(props.value)
  }
  createEffect(() => {
    // Other options know nothing of what was chosen among the ones before.
    if (props.options.length > 0) show(props.value)
  })
  return (
    <select class="select" aria-label={props.label} aria-busy={props.action.isBusy()} ref={setSelect} onChange={({ currentTarget }) => void choose(currentTarget.value)}>
      <For each={props.options}>{([id, label]) => <option value={id}>{label}</option>}</For>
    </select>
  )
}
