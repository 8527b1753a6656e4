import { Show } from "solid-js"
import type { Action } from "../wire/createAction.ts"
import { sentence } from "../wire/sentence.ts"

/** Why the last press was refused, beside what was pressed. */
export const ActionProblem = (props: { readonly of: Pick<Action<ReadonlyArray<never>>, "problem"> }) => (
  <Show when={props.of.problem()}>{(problem) => <p class="form-problem" role="alert">{sentence(problem())}</p>}</Show>
)
