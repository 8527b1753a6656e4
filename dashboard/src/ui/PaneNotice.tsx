import { createEffect, type JSX, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { setPageTitle } from "../alerts/pageTitle.ts"
import type { Problem } from "../inbox/nouns.ts"
import { requestId, sentence } from "../wire/sentence.ts"
import { Button } from "./Button.tsx"

/** What stands in a pane that has nothing else to show: why, and the one thing to do about it. */
export const PaneNotice = (props: {
  readonly icon?: JSX.Element
  readonly title: string
  /** Nothing else names the page. */
  readonly isPage?: boolean | undefined
  readonly children?: JSX.Element
  readonly action?: JSX.Element
}) => {
  createEffect(() => {
    if (props.isPage) setPageTitle(props.title)
  })
  return (
    <div class="pane-notice">
      <Show when={props.icon}><span class="pane-notice-icon">{props.icon}</span></Show>
      <Dynamic component={props.isPage ? "h1" : "h2"}>{props.title}</Dynamic>
      <Show when={props.children}><p>{props.children}</p></Show>
      {props.action}
    </div>
  )
}

/** A pane that could not be loaded. */
export const PaneProblem = (props: {
  readonly title: string
  readonly isPage?: boolean
  readonly problem: Problem
  readonly onRetry?: (() => void) | undefined
}) => (
  <div role="alert">
    <PaneNotice title={props.title} isPage={props.isPage} action={<Show when={props.onRetry}>{(retry) => <Button onClick={() => retry()()}>Try again</Button>}</Show>}>
      {sentence(props.problem)}
      <Show when={requestId(props.problem)}>{(id) => <span class="request-id">Request {id()}</span>}</Show>
    </PaneNotice>
  </div>
)
