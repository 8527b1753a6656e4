import { createSignal, Show } from "solid-js"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import type { Action } from "../wire/createAction.ts"

interface Choice {
  readonly action: Action<[]>
  /** What it does and to what, for a screen reader. */
  readonly label: string
}

/** What can be done about something given up: try it again, where it may, or drop it, which is asked about once more. */
export const RetryOrDrop = (props: { readonly retry: Choice & { readonly text: string } | undefined; readonly drop: Choice }) => {
  const [isSure, setSure] = createSignal(false)
  let wasSure = false
  /** What stands in the place of a pressed button takes its focus. */
  const follow = (element: HTMLButtonElement, isDue = true) => {
    if (isDue) queueMicrotask(() => element.focus())
  }
  return (
    <>
      <Show when={props.retry}>{(retry) => <ActionProblem of={retry().action} />}</Show>
      <ActionProblem of={props.drop.action} />
      <div class="letter-actions">
        <Show
          when={isSure()}
          fallback={
            <>
              <Show when={props.retry}>{(retry) => <Button isBusy={retry().action.isBusy()} aria-label={retry().label} onClick={() => void retry().action.run()}>{retry().text}</Button>}</Show>
              <button type="button" class="link" aria-label={props.drop.label} ref={(element) => follow(element, wasSure)} onClick={() => setSure(wasSure = true)}>Drop</button>
            </>
          }
        >
          <Button look="danger" ref={(element: HTMLButtonElement) => follow(element)} isBusy={props.drop.action.isBusy()} onClick={() => void props.drop.action.run()}>Drop for good</Button>
          <button type="button" class="link" onClick={() => setSure(false)}>Keep</button>
        </Show>
      </div>
    </>
  )
}
