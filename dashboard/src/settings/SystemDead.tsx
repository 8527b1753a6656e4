import type { DeadJob as DeadJobSchema } from "@cossistant/core/operations/Work"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { PagedRows } from "../ui/PagedRows.tsx"
import { ago, fullTime } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createPages } from "../wire/createPages.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { RetryOrDrop } from "./RetryOrDrop.tsx"

type DeadJob = typeof DeadJobSchema.Encoded

const Row = (props: { readonly job: DeadJob; readonly now: number; readonly onGone: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
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
      <RetryOrDrop
        retry={{ action: retry, text: "Try again", label: `Try ${props.job.kind} again` }}
        drop={{ action: drop, label: `Drop ${props.job.kind}` }}
      />
    </li>
  )
}

/** Work of this site that was given up, newest first: try it again, or drop it. `onChanged` is told after either. */
export const SystemDead = (props: { readonly onChanged: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const pages = createPages(async (cursor) => {
    const { jobs, nextCursor } = await client.call("system.deadJobs", { websiteId: site.id, limit: 20, ...(cursor !== undefined && { cursor }) })
    return { rows: jobs, nextCursor }
  })
  const gone = () => {
    pages.reload()
    props.onChanged()
  }
  return (
    <Card title="Given-up work" lead="What failed at every try. See to the reason first, then try again; nothing is lost until you drop it.">
      <PagedRows of={pages} problem="Given-up work could not be loaded" empty="Nothing was given up.">
        {(job) => <Row job={job} now={now()} onGone={gone} />}
      </PagedRows>
    </Card>
  )
}
