import type { DeadJob as DeadJobSchema } from "@cossistant/core/operations/Work"
import { createSignal, For, Match, Show, Switch } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ago, fullTime } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"

type DeadJob = typeof DeadJobSchema.Encoded

const Row = (props: { readonly job: DeadJob; readonly now: number; readonly onGone: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const [isSure, setSure] = createSignal(false)
  let wasSure = false
  /** What stands in the place of a pressed button takes its focus. */
  const follow = (element: HTMLButtonElement, isDue = true) => {
    if (isDue) queueMicrotask(() => element.focus())
  }
  const about = () => ({ websiteId: site.id, jobId: props.job.id })
  const retry = createAction(() => client.call("system.retryJob", about()), () => {
    tell("It is tried again")
    props.onGone()
  })
  const drop = createAction(() => client.call("system.dropJob", about()), () => {
    tell("Dropped")
    props.onGone()
  })
  return (
    <li class="letter-row">
      <div class="letter-head">
        <b>{props.job.kind}</b>
        <span class="muted">{props.job.attempts} {props.job.attempts === 1 ? "try" : "tries"}</span>
        <time class="muted" dateTime={props.job.deadAt} title={fullTime(props.job.deadAt)}>given up {ago(props.job.deadAt, props.now)}</time>
      </div>
      <p class="letter-reason">{props.job.reason ?? "It gave no reason."}</p>
      <ActionProblem of={retry} />
      <ActionProblem of={drop} />
      <div class="letter-actions">
        <Show
          when={isSure()}
          fallback={
            <>
              <Button isBusy={retry.isBusy()} aria-label={`Try ${props.job.kind} again`} onClick={() => void retry.run()}>Try again</Button>
              <button type="button" class="link" aria-label={`Drop ${props.job.kind}`} ref={(element) => follow(element, wasSure)} onClick={() => setSure(wasSure = true)}>Drop</button>
            </>
          }
        >
          <Button look="danger" ref={(element: HTMLButtonElement) => follow(element)} isBusy={drop.isBusy()} onClick={() => void drop.run()}>Drop for good</Button>
          <button type="button" class="link" onClick={() => setSure(false)}>Keep</button>
        </Show>
      </div>
    </li>
  )
}

/** Work of this site that was given up, newest first: try it again, or drop it. `onChanged` is told after either. */
export const SystemDead = (props: { readonly onChanged: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const [older, setOlder] = createSignal<ReadonlyArray<DeadJob>>([])
  const [cursor, setCursor] = createSignal<string | null>(null)
  const page = createQuery(async () => {
    const first = await client.call("system.deadJobs", { websiteId: site.id, limit: 20 })
    setOlder([])
    setCursor(first.nextCursor)
    return first.jobs
  })
  const more = createAction(() => client.call("system.deadJobs", { websiteId: site.id, limit: 20, cursor: cursor() ?? "" }), (next) => {
    setOlder([...older(), ...next.jobs])
    setCursor(next.nextCursor)
  })
  const jobs = () => [...page.data() ?? [], ...older()]
  const gone = () => {
    page.reload()
    props.onChanged()
  }
  return (
    <Card title="Given-up work" lead="What failed at every try. See to the reason first, then try again; nothing is lost until you drop it.">
      <Switch fallback={<SkeletonRows kind="line" count={3} />}>
        <Match when={page.problem()}>{(problem) => <PaneProblem title="Given-up work could not be loaded" problem={problem()} onRetry={page.reload} />}</Match>
        <Match when={page.data() && jobs().length === 0}><p class="muted card-empty">Nothing was given up.</p></Match>
        <Match when={page.data()}>
          <ul class="rows"><For each={jobs()}>{(job) => <Row job={job} now={now()} onGone={gone} />}</For></ul>
          <ActionProblem of={more} />
          <Show when={cursor()}><Button isBusy={more.isBusy()} onClick={() => void more.run()}>Show older ones</Button></Show>
        </Match>
      </Switch>
    </Card>
  )
}
