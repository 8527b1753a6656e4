import type { WebhookEndpoint as WebhookEndpointSchema } from "@cossistant/core/webhooks/Webhook"
import { A } from "@solidjs/router"
import Lock from "lucide-solid/icons/lock"
import Plus from "lucide-solid/icons/plus"
import { createSignal, For, Match, Show, Switch as Choose } from "solid-js"
import { DocsLink } from "../onboarding/DocsLink.tsx"
import { useSite } from "../site/SiteContext.ts"
import { Button } from "../ui/Button.tsx"
import { PaneNotice, PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { shortDate } from "../ui/time.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { endpointName } from "./endpointName.ts"
import { WebhookActions } from "./WebhookActions.tsx"
import { WebhookForm } from "./WebhookForm.tsx"
import { WebhookLog } from "./WebhookLog.tsx"

export type Endpoint = typeof WebhookEndpointSchema.Encoded

const stateOf = (endpoint: Endpoint): string =>
  endpoint.isEnabled ? "On" : endpoint.disabledReason === "gone" ? "Off: it answered that it is gone" : "Off"

const EndpointCard = (props: {
  readonly endpoint: Endpoint
  readonly onChanged: (endpoint: Endpoint) => void
  readonly onRemoved: () => void
  /** It answered that it is gone, which switches it off. */
  readonly onGone: () => void
}) => {
  const [isEditing, setEditing] = createSignal(false)
  const [isLogOpen, setLogOpen] = createSignal(false)
  const [sent, setSent] = createSignal(0)
  return (
    <li class="key-row webhook-row">
      <div class="key-name">
        <b>{endpointName(props.endpoint)}</b>
        <span class="badge" data-status={props.endpoint.isTest ? "test" : "resolved"}>{props.endpoint.isTest ? "Test" : "Live"}</span>
        <Show when={!props.endpoint.isEnabled}><span class="badge" data-status="spam">{stateOf(props.endpoint)}</span></Show>
      </div>
      <div class="key-value"><code>{props.endpoint.url}</code></div>
      <p class="webhook-events">{props.endpoint.events.join(", ")}</p>
      <Show when={props.endpoint.oldSecretUntil}>{(until) => <p class="muted webhook-events">The secret before this one signs along until {shortDate(until())}.</p>}</Show>
      <div class="key-foot webhook-foot">
        <button
          type="button" class="link" aria-expanded={isLogOpen()} aria-label={`${isLogOpen() ? "Hide deliveries" : "Deliveries"} to ${endpointName(props.endpoint)}`}
          onClick={() => setLogOpen(!isLogOpen())}
        >{isLogOpen() ? "Hide deliveries" : "Deliveries"}</button>
        <WebhookActions
          endpoint={props.endpoint} onEdit={() => setEditing(true)} onChanged={props.onChanged} onRemoved={props.onRemoved}
          onTested={() => {
            setLogOpen(true)
            setSent(sent() + 1)
          }}
        />
      </div>
      <Show when={isLogOpen()}><WebhookLog endpoint={props.endpoint} sent={sent()} onGone={props.onGone} /></Show>
      <WebhookForm isOpen={isEditing()} endpoint={props.endpoint} onClose={() => setEditing(false)} onSaved={props.onChanged} />
    </li>
  )
}

/** Where the site's own server is told what happens: addresses, secrets, and how each delivery went. */
export const Webhooks = () => {
  const { isManager, site } = useSite()
  const { client } = useServer()
  return (
    <Show
      when={isManager}
      fallback={
        <PaneNotice icon={<Lock />} title="For owners and admins" action={<A class="button" data-look="plain" href={`/${site.slug}/settings/team`}>See who they are</A>}>
          Webhooks carry what your visitors write to another server. Ask an owner or admin for what you need.
        </PaneNotice>
      }
    >
      {(() => {
        const endpoints = createQuery(() => client.call("webhooks.list", { websiteId: site.id }))
        const [isCreating, setCreating] = createSignal(false)
        const put = (changed: Endpoint) => {
          const all = endpoints.data() ?? []
          endpoints.set(all.some(({ id }) => id === changed.id) ? all.map((one) => one.id === changed.id ? changed : one) : [...all, changed])
        }
        return (
          <Card
            title="Webhooks" lead={<>Your server is told of new conversations, messages and contacts. <DocsLink to="/docs/webhooks">How to check the signature</DocsLink></>}
            action={<Button onClick={() => setCreating(true)}><Plus />New endpoint</Button>}
          >
            <Choose fallback={<SkeletonRows kind="line" count={4} />}>
              <Match when={endpoints.problem()}>{(problem) => <PaneProblem title="The webhooks could not be loaded" problem={problem()} onRetry={endpoints.reload} />}</Match>
              <Match when={endpoints.data()?.length === 0}><p class="muted card-empty">No endpoint yet. Add the address of your server that should be told.</p></Match>
              <Match when={endpoints.data()}>
                {(all) => (
                  <ul class="rows">
                    <For each={all().map(({ id }) => id)}>
                      {(id) => (
                        <Show when={all().find((one) => one.id === id)}>
                          {(endpoint) => <EndpointCard endpoint={endpoint()} onChanged={put} onRemoved={() => endpoints.set(all().filter((one) => one.id !== id))} onGone={endpoints.refresh} />}
                        </Show>
                      )}
                    </For>
                  </ul>
                )}
              </Match>
            </Choose>
            <WebhookForm isOpen={isCreating()} endpoint={null} onClose={() => setCreating(false)} onSaved={put} />
          </Card>
        )
      })()}
    </Show>
  )
}
