import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Delivery } from "./Delivery.ts"
import { Live } from "./Live.ts"

/** Live on this node and, through the bus, on all others. */
export const layer = Layer.effect(Live, Effect.gen(function*() {
  const delivery = yield* Delivery
  return Live.of({
    messageSent: (websiteId, sent) => delivery.deliver(websiteId, { ...sent, items: [sent.item] }),
    conversationChanged: (change) => delivery.wake(change),
    accessChanged: (change) => delivery.endStreams(change),
    visitorChanged: (who) => delivery.visitor(who),
    tell: (websiteId, event) => delivery.tell(websiteId, event),
    tellVisitor: (to, event) => delivery.tellVisitor(to, event)
  })
})).pipe(Layer.provide(Delivery.layer))
