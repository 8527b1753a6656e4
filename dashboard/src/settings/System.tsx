import type { SuccessEnc } from "@cossistant/core/client/procedures"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import { A } from "@solidjs/router"
import Lock from "lucide-solid/icons/lock"
import { For, Match, Show, Switch } from "solid-js"
import { DocsLink } from "../onboarding/DocsLink.tsx"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { PaneNotice, PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ago, fullTime } from "../ui/time.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { SystemDead } from "./SystemDead.tsx"
import { SystemLetters } from "./SystemLetters.tsx"

type State = SuccessEnc<typeof InboxRpcs, "system.state">
type Waiting = State["waiting"][number]

const work = { letters: "Letters", webhooks: "Webhook deliveries", jobs: "Other work" } as const

const senders = { resend: "Resend", ses: "Amazon SES", smtp: "SMTP" } as const

const inForce = ({ capabilities: { ai, analytics, billing, geo, mail, signUp, storage } }: State): ReadonlyArray<readonly [string, string]> => [
  ["Mail", mail === "outbox" ? "Kept in the outbox, nothing leaves" : `Sent by ${senders[mail]}`],
  ["Files", storage === "disk" ? "On this server's disk" : "In S3 storage"],
  ["Billing", billing === "polar" ? "Polar" : "None, every site has everything"],
  ["Analytics", analytics === "none" ? "None" : analytics === "postgres" ? "Computed in the database" : "Tinybird"],
  ["Place of visitors", geo === "none" ? "None" : geo === "maxmind" ? "MaxMind's database" : "From the proxy's headers"],
  ["AI", ai === "none" ? "None" : "An OpenAI-compatible service"],
  ["Signing up", signUp === "open" ? "Open to anybody" : "By invitation"]
]

const WaitingRow = (props: { readonly of: Waiting; readonly now: number }) => (
  <li class="system-work">
    <b>{work[props.of.what]}</b>
    <span class="badge" data-status={props.of.failing > 0 ? "spam" : props.of.count > 0 ? "test" : "resolved"}>
      {props.of.failing > 0 ? `${props.of.failing} failing` : props.of.count > 0 ? `${props.of.count} waiting` : "Nothing waits"}
    </span>
    <Show when={props.of.oldest}>
      {(oldest) => (
        <small class="muted">
          {props.of.count} waiting, the oldest from <time dateTime={oldest()} title={fullTime(oldest())}>{ago(oldest(), props.now)}</time>
        </small>
      )}
    </Show>
    <Show when={props.of.reason}>{(reason) => <p class="letter-reason">{reason()}</p>}</Show>
  </li>
)

/** `/{site}/settings/system`, for owners: what is in force, what waits and why, what was given up. */
export const System = () => {
  const { organization, site } = useSite()
  const { client } = useServer()
  const now = createClock()
  return (
    <Show
      when={organization.role === "owner"}
      fallback={
        <PaneNotice icon={<Lock />} title="For owners" action={<A class="button" data-look="plain" href={`/${site.slug}/settings/team`}>See who they are</A>}>
          How the server stands is shown to the owners of the organisation.
        </PaneNotice>
      }
    >
      {(() => {
        const state = createQuery(() => client.call("system.state", { websiteId: site.id }))
        return (
          <>
            <Switch fallback={<SkeletonRows kind="card" count={2} />}>
              <Match when={state.data()}>
                {(data) => (
                  <>
                    <Card
                      title="Waiting work" lead="A service that is down stops nothing here: what it should do waits and is tried again."
                      action={<button type="button" class="link system-again" aria-busy={state.isLoading() ? "true" : undefined} onClick={state.reload}>Look again</button>}
                    >
                      <ul class="rows"><For each={data().waiting}>{(each) => <WaitingRow of={each} now={now()} />}</For></ul>
                    </Card>
                    <Card title="In force" lead={<>Chosen by the server's settings. <DocsLink to="/docs/operations">What each means</DocsLink></>}>
                      <dl class="system-facts">
                        <For each={[...inForce(data()), ["Version", data().version] as const]}>{([name, value]) => <div><dt>{name}</dt><dd>{value}</dd></div>}</For>
                      </dl>
                    </Card>
                  </>
                )}
              </Match>
              <Match when={state.problem()}>{(problem) => <PaneProblem title="The server's state could not be loaded" problem={problem()} onRetry={state.reload} />}</Match>
            </Switch>
            <SystemLetters />
            <SystemDead onChanged={state.reload} />
          </>
        )
      })()}
    </Show>
  )
}
