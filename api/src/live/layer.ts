import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Bus } from "../realtime/Bus.ts"
import { Delivery } from "./Delivery.ts"
import { Live } from "./Live.ts"
import * as wakeUps from "./wakeUps.ts"

/** Live on this node at once and, through the bus, on all others. */
export const layer = Layer.effect(Live, Effect.gen(function*() {
  const delivery = yield* Delivery
  const bus = yield* Bus

  yield* wakeUps.changed.listen(delivery.wake)
  yield* wakeUps.access.listen(delivery.endStreams)
  yield* wakeUps.visitor.listen(delivery.visitor)
  yield* wakeUps.team.listen(({ event, websiteId }) => delivery.tell(websiteId, event))
  yield* wakeUps.toVisitor.listen(({ contactId, event, visitorId }) => delivery.tellVisitor({ visitorId, contactId }, event))
  const publish = <E>(message: Effect.Effect<void, E, Bus>) => Effect.provideService(message, Bus, bus)

  return Live.of({
    messageSent: (websiteId, sent) => Effect.andThen(
      delivery.deliver(websiteId, { ...sent, items: [sent.item] }),
      publish(wakeUps.changed.publish({ websiteId, conversationId: sent.inbox.id, itemIds: [sent.item.id] }))
    ),
    conversationChanged: (change) => Effect.andThen(delivery.wake(change), publish(wakeUps.changed.publish(change))),
    accessChanged: (change) => Effect.andThen(delivery.endStreams(change), publish(wakeUps.access.publish(change))),
    visitorChanged: (who) => Effect.andThen(delivery.visitor(who), publish(wakeUps.visitor.publish(who))),
    tell: (websiteId, event) => Effect.andThen(delivery.tell(websiteId, event), publish(wakeUps.team.publish({ websiteId, event }))),
    tellVisitor: (to, event) => Effect.andThen(delivery.tellVisitor(to, event), publish(wakeUps.toVisitor.publish({ ...to, event })))
  })
}))
