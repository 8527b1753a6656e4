import {
  TooManyWebhooks, type WebhookDelivery, type WebhookEndpoint, WebhookId, WebhookNotFound, type WebhookTry, WebhookUrlRefused
} from "@cossistant/core/webhooks/Webhook"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { BilledSite } from "../billing/Billing.ts"
import { Entitlements } from "../billing/Entitlements.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { Ids } from "../ids/Ids.ts"
import { Outgoing } from "../outgoing/Outgoing.ts"
import { webhookBody } from "./webhookBody.ts"
import { WebhookRepo } from "./WebhookRepo.ts"
import { webhookSecrets } from "./webhookSecrets.ts"
import { WebhookTimes } from "./WebhookTimes.ts"

export interface WantedEndpoint {
  readonly url: string
  readonly description: string | null
  readonly events: ReadonlyArray<string>
  readonly isTest: boolean
}

interface Told {
  readonly endpoint: WebhookEndpoint
  /** The only telling. */
  readonly secret: string
}

/** Where a site's own server is told what happens, and how that went. */
export class Webhooks extends Context.Service<Webhooks, {
  readonly list: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<WebhookEndpoint>>
  readonly create: (websiteId: WebsiteId, wanted: WantedEndpoint) => Effect.Effect<Told, TooManyWebhooks | WebhookUrlRefused>
  readonly update: (websiteId: WebsiteId, id: WebhookId, changes: Partial<Omit<WantedEndpoint, "isTest">> & { readonly isEnabled?: boolean }) =>
    Effect.Effect<WebhookEndpoint, WebhookNotFound | WebhookUrlRefused>
  readonly remove: (websiteId: WebsiteId, id: WebhookId) => Effect.Effect<void, WebhookNotFound>
  readonly rotate: (websiteId: WebsiteId, id: WebhookId, keepOld: boolean) => Effect.Effect<Told, WebhookNotFound>
  readonly test: (websiteId: WebsiteId, id: WebhookId) => Effect.Effect<WebhookDelivery, WebhookNotFound>
  readonly deliveries: (websiteId: WebsiteId, id: WebhookId, query: { readonly state?: string; readonly before?: string }) =>
    Effect.Effect<{ readonly deliveries: ReadonlyArray<WebhookDelivery>; readonly next: string | null }, WebhookNotFound>
  /** With what it said, as far as the plan lets the team read it now. */
  readonly delivery: (site: BilledSite, id: WebhookId, deliveryId: string) =>
    Effect.Effect<{ readonly delivery: WebhookDelivery; readonly body: string; readonly tries: ReadonlyArray<WebhookTry> }, WebhookNotFound>
  readonly replay: (websiteId: WebsiteId, id: WebhookId, deliveryId: string) => Effect.Effect<WebhookDelivery, WebhookNotFound>
}>()("api/webhooks/Webhooks") {
  static readonly layer = Layer.effect(Webhooks, Effect.suspend(() => make)).pipe(Layer.provide(WebhookRepo.layer))
}

const limit = 20
const perPage = 25

const make = Effect.gen(function*() {
  const repo = yield* WebhookRepo
  const ids = yield* Ids
  const outgoing = yield* Outgoing
  const secrets = yield* webhookSecrets
  const times = yield* WebhookTimes
  const wire = yield* WireItems
  const entitlements = yield* Entitlements

  const found = <A>(id: string, value: A | undefined) => value === undefined ? Effect.fail(new WebhookNotFound({ id })) : Effect.succeed(value)
  const known = (websiteId: WebsiteId, id: WebhookId) => Effect.flatMap(repo.list(websiteId), (all) => found(id, all.find((endpoint) => endpoint.id === id)))
  /** Told at once to whoever writes it; each sending checks anew. */
  const check = (url: string) => Effect.catchTags(outgoing.check(url), {
    OutgoingRefused: ({ reason }) => Effect.fail(new WebhookUrlRefused({
      reason: reason === "too_many_redirects" || reason === "downgrade" ? "not_a_url" : reason
    })),
    OutgoingFailed: () => Effect.fail(new WebhookUrlRefused({ reason: "name_unknown" }))
  })
  const whole = (websiteId: WebsiteId, id: WebhookId, deliveryId: string) =>
    Effect.flatMap(repo.delivery(websiteId, id, deliveryId), (row) => found(deliveryId, row))

  return Webhooks.of({
    list: repo.list,
    create: Effect.fn("Webhooks.create")(function*(websiteId, wanted) {
      yield* check(wanted.url)
      const id = WebhookId.make(yield* ids.next)
      const { row, secret } = yield* secrets.make(id)
      const endpoint = yield* repo.add({ ...wanted, id, websiteId }, row, limit)
      return endpoint === undefined ? yield* new TooManyWebhooks({ limit }) : { endpoint, secret }
    }),
    update: Effect.fn("Webhooks.update")(function*(websiteId, id, changes) {
      yield* known(websiteId, id)
      if (changes.url !== undefined) yield* check(changes.url)
      return yield* found(id, yield* repo.update(websiteId, id, changes))
    }),
    remove: Effect.fn("Webhooks.remove")(function*(websiteId, id) {
      if (!(yield* repo.remove(websiteId, id))) return yield* new WebhookNotFound({ id })
    }),
    rotate: Effect.fn("Webhooks.rotate")(function*(websiteId, id, keepOld) {
      const { row, secret } = yield* secrets.make(id)
      const now = yield* Clock.currentTimeMillis
      const endpoint = yield* repo.rotate(websiteId, id, row, new Date(now + (keepOld ? times.oldSecret : 0)))
      return { endpoint: yield* found(id, endpoint), secret }
    }),
    test: Effect.fn("Webhooks.test")(function*(websiteId, id) {
      const deliveryId = yield* found(id, yield* repo.test(websiteId, id))
      return (yield* whole(websiteId, id, deliveryId)).delivery
    }),
    deliveries: Effect.fn("Webhooks.deliveries")(function*(websiteId, id, { before = null, state = null }) {
      yield* known(websiteId, id)
      const rows = yield* repo.deliveries(websiteId, id, { before, state, limit: perPage + 1 })
      return {
        deliveries: rows.slice(0, perPage).map(({ delivery }) => delivery),
        next: rows.length > perPage ? rows[perPage - 1]?.n ?? null : null
      }
    }),
    delivery: Effect.fn("Webhooks.delivery")(function*(site, id, deliveryId) {
      const { delivery, occurredAt, payload, subject, tries } = yield* whole(site.websiteId, id, deliveryId)
      const lock = (yield* entitlements.locked(site, [subject])).get(subject)
      return { delivery, tries, body: webhookBody({ type: delivery.type, timestamp: occurredAt, payload }, wire, lock) }
    }),
    replay: Effect.fn("Webhooks.replay")(function*(websiteId, id, deliveryId) {
      yield* whole(websiteId, id, deliveryId)
      yield* repo.replay(websiteId, id, deliveryId)
      return (yield* whole(websiteId, id, deliveryId)).delivery
    })
  })
})
