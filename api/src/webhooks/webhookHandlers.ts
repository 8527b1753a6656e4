import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { WebhookRpcs } from "@cossistant/core/webhooks/webhookRpcs"
import * as Effect from "effect/Effect"
import { Webhooks } from "./Webhooks.ts"

/** A site's webhooks, one line a procedure. */
export const webhookHandlers = WebhookRpcs.toLayer(Effect.gen(function*() {
  const webhooks = yield* Webhooks
  return WebhookRpcs.of({
    "webhooks.list": () => CurrentMember.use(({ websiteId }) => webhooks.list(websiteId)),
    "webhooks.create": ({ description, events, isTest, url }) => CurrentMember.use(({ websiteId }) => webhooks.create(websiteId, { description, events, isTest, url })),
    "webhooks.update": ({ id, ...changes }) => CurrentMember.use(({ websiteId }) => webhooks.update(websiteId, id, changes)),
    "webhooks.remove": ({ id }) => CurrentMember.use(({ websiteId }) => webhooks.remove(websiteId, id)),
    "webhooks.rotate": ({ id, keepOld }) => CurrentMember.use(({ websiteId }) => webhooks.rotate(websiteId, id, keepOld)),
    "webhooks.test": ({ id }) => CurrentMember.use(({ websiteId }) => webhooks.test(websiteId, id)),
    "webhooks.deliveries": ({ id, ...query }) => CurrentMember.use(({ websiteId }) => webhooks.deliveries(websiteId, id, query)),
    "webhooks.delivery": ({ deliveryId, id }) => CurrentMember.use((member) => webhooks.delivery(member, id, deliveryId)),
    "webhooks.replay": ({ deliveryId, id }) => CurrentMember.use(({ websiteId }) => webhooks.replay(websiteId, id, deliveryId))
  })
}))
