import { Match, onCleanup, Show, Switch as Choose } from "solid-js"
import { CodeBlock } from "../onboarding/CodeBlock.tsx"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Keyed } from "../ui/Keyed.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { fullTime } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"

/** What is on its way is looked at again so often (ms). */
const lookEvery = 2_000

const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** One delivery: what was sent, what was answered at each try, and another go. */
export const WebhookDelivery = (props: { readonly endpointId: string; readonly deliveryId: string; readonly onReplayed: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const one = () => ({ websiteId: site.id, id: props.endpointId, deliveryId: props.deliveryId })
  const whole = createQuery(() => client.call("webhooks.delivery", one()), () => props.deliveryId)
  const replay = createAction(() => client.call("webhooks.replay", one()), () => {
    tell("It is sent again")
    props.onReplayed()
    whole.reload()
  })
  const timer = setInterval(() => {
    if (whole.data()?.delivery.state === "pending") whole.reload()
  }, lookEvery)
  onCleanup(() => clearInterval(timer))
  return (
    <Choose fallback={<SkeletonRows kind="line" count={6} />}>
      <Match when={whole.problem()}>{(problem) => <PaneProblem title="The delivery could not be loaded" problem={problem()} onRetry={whole.reload} />}</Match>
      <Match when={whole.data()}>
        {(found) => (
          <>
            <p class="muted">Event <code>{found().delivery.eventId}</code></p>
            <div class="webhook-body"><CodeBlock file="Body" code={pretty(found().body)} /></div>
            <h3 class="webhook-tries">Tries</h3>
            <ul class="rows">
              <Show when={found().tries.length === 0}><li class="muted">Not tried yet.</li></Show>
              <Keyed each={[...found().tries].reverse()} by={({ at }) => at}>
                {(attempt) => (
                  <li class="webhook-try">
                    <b>{attempt().status === null ? attempt().error : `Answered ${attempt().status}`}</b> <small class="muted">{fullTime(attempt().at)}, {attempt().ms} ms</small>
                    <Show when={attempt().body}>{(body) => <pre class="webhook-answer" tabindex="0">{body()}</pre>}</Show>
                  </li>
                )}
              </Keyed>
            </ul>
            <ActionProblem of={replay} />
            <div class="modal-actions"><Button isBusy={replay.isBusy()} onClick={() => void replay.run()}>Send again</Button></div>
          </>
        )}
      </Match>
    </Choose>
  )
}
