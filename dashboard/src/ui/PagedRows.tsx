import { For, type JSX, Match, Show, Switch } from "solid-js"
import type { Pages } from "../wire/createPages.ts"
import { ActionProblem } from "./ActionProblem.tsx"
import { Button } from "./Button.tsx"
import { PaneProblem } from "./PaneNotice.tsx"
import { SkeletonRows } from "./Skeleton.tsx"

/** A list that is read page by page: stand-ins while it comes, why it didn't with a way to try again, or a word that it is empty. */
export function PagedRows<Row>(props: {
  readonly of: Pages<Row>
  /** What stands above the reason when it could not be read. */
  readonly problem: string
  readonly empty: string
  readonly children: (row: Row) => JSX.Element
}) {
  return (
    <Switch fallback={<SkeletonRows kind="line" count={3} />}>
      <Match when={props.of.problem()}>{(problem) => <PaneProblem title={props.problem} problem={problem()} onRetry={props.of.reload} />}</Match>
      <Match when={props.of.rows()?.length === 0}><p class="muted card-empty">{props.empty}</p></Match>
      <Match when={props.of.rows()}>
        <ul class="rows"><For each={props.of.rows()}>{(row) => props.children(row)}</For></ul>
        <ActionProblem of={props.of.more} />
        <Show when={props.of.hasMore()}><Button isBusy={props.of.more.isBusy()} onClick={() => void props.of.more.run()}>Show older ones</Button></Show>
      </Match>
    </Switch>
  )
}
