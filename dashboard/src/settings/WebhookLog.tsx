import type { WebhookDelivery as WebhookDeliverySchema } from "@cossistant/core/webhooks/Webhook"
import { createEffect, createSignal, Match, on, onCleanup, Show, Switch as Choose } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { Modal } from "../ui/Modal.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { Segments } from "../ui/Segments.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ago } from "../ui/time.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { WebhookDelivery } from "./WebhookDelivery.tsx"
import type { Endpoint } from "./Webhooks.tsx"

export type Delivery = typeof WebhookDeliverySchema.Encoded

const words = { delivered: "Delivered", pending: "Waiting", dead: "Failed" } as const
const badges = { delivered: "resolved", pending: "test", dead: "spam" } as const
/** What is on its way is looked at again so often. */
const lookEveryMs = 2_000

const outcome = ({ attempts, lastTry, state }: Delivery): string =>
  lastTry === null ? "Not tried yet" : `${lastTry.status === null ? lastTry.error?.replace(/\.$/, "") : `Answered ${lastTry.status}`}${state === "pending" || attempts > 1 ? `, ${attempts} ${attempts === 1 ? "try" : "tries"}` : ""}`

/** After this answer an endpoint is told nothing any more. */
const isGone = ({ lastTry, state }: Delivery): boolean => state === "dead" && lastTry?.status === 410

/** How an endpoint was told, newest first; each with its body, its tries, and another go. */
export const WebhookLog = (props: { readonly endpoint: Endpoint; readonly sent: number; readonly onGone: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const [state, setState] = createSignal<"all" | Delivery["state"]>("all")
  const [before, setBefore] = createSignal<string | null>(null)
  const [shown, setShown] = createSignal<Delivery | null>(null)
  const page = createQuery(() => {
    const wanted = state()
    const cursor = before()
    return client.call("webhooks.deliveries", {
      websiteId: site.id, id: props.endpoint.id, ...(wanted !== "all" && { state: wanted }), ...(cursor !== null && { before: cursor })
    })
  }, () => `${state()} ${before()}`)
  createEffect(on(() => props.sent, () => page.reload(), { defer: true }))
  createEffect(on(page.data, (found) => {
    if (props.endpoint.isEnabled && found?.deliveries.some(isGone)) props.onGone()
  }))
  const timer = setInterval(() => {
    if (before() === null && page.data()?.deliveries.some((delivery) => delivery.state === "pending")) page.reload()
  }, lookEveryMs)
  onCleanup(() => clearInterval(timer))
  return (
    <section class="webhook-log" aria-label={`Deliveries to ${props.endpoint.url}`}>
      <Segments
        label="Show" value={state()}
        options={[{ id: "all", label: "All" }, { id: "pending", label: words.pending }, { id: "dead", label: words.dead }, { id: "delivered", label: words.delivered }]}
        onChange={(next) => {
          setBefore(null)
          setState(next)
        }}
      />
      <Choose fallback={<SkeletonRows kind="line" count={3} />}>
        <Match when={page.problem()}>{(problem) => <PaneProblem title="The deliveries could not be loaded" problem={problem()} onRetry={page.reload} />}</Match>
        <Match when={page.data()?.deliveries.length === 0}><p class="muted card-empty">{state() === "all" ? "Nothing was sent yet. Send a test to see how it works." : "None of these."}</p></Match>
        <Match when={page.data()}>
          {(found) => (
            <>
              <ul class="rows">
                <Keyed each={found().deliveries} by={({ id }) => id}>
                  {(delivery) => (
                    <li>
                      <button type="button" class="webhook-delivery" onClick={() => setShown(delivery())}>
                        <b>{delivery().type}</b>
                        <span class="badge" data-status={badges[delivery().state]}>{words[delivery().state]}</span>
                        <small>{outcome(delivery())} · {ago(delivery().createdAt, now())}</small>
                      </button>
                    </li>
                  )}
                </Keyed>
              </ul>
              <Show when={before() !== null || found().next !== null}>
                <div class="webhook-actions">
                  <Show when={before() !== null}><button type="button" class="link" onClick={() => setBefore(null)}>Newest</button></Show>
                  <Show when={found().next}>{(next) => <button type="button" class="link" onClick={() => setBefore(next())}>Older</button>}</Show>
                </div>
              </Show>
            </>
          )}
        </Match>
      </Choose>
      <Modal isOpen={shown() !== null} title={shown()?.type ?? "Delivery"} onClose={() => setShown(null)}>
        <Show when={shown()}>
          {(delivery) => <WebhookDelivery endpointId={props.endpoint.id} deliveryId={delivery().id} onReplayed={page.reload} />}
        </Show>
      </Modal>
    </section>
  )
}
