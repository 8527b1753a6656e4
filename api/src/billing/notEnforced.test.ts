import { plans } from "@cossistant/core/billing/plans"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Billing } from "./Billing.ts"
import { Entitlements } from "./Entitlements.ts"
import * as selfHosted from "./selfHosted.ts"

const site = { websiteId: WebsiteId.make(ulid()), organizationId: OrganizationId.make(ulid()) }
const over = (enforcement: (typeof plans)["free"]["enforcement"]) => Entitlements.layer.pipe(
  Layer.provide(Layer.effect(Billing, Effect.map(Billing, (billing) => Billing.of({
    // As small as a plan can be.
    ...billing, plan: () => Effect.succeed({ ...plans.free, enforcement, features: [], limits: { ...plans.free.limits, messages: 0, contacts: 0, teamMembers: -1, conversations: 0 } })
  })))),
  Layer.provide(selfHosted.layer),
  Layer.provideMerge(TestDatabase.layer)
)

/** Everything a plan may refuse, by what came of it. */
const outcomes = Effect.gen(function*() {
  const entitlements = yield* Entitlements
  const asked = {
    feature: entitlements.feature(site, "dashboard-file-sharing"),
    within: entitlements.within(site, "aiTrainingFaqs", 1_000),
    reply: entitlements.reply(site),
    seat: Effect.flatten(entitlements.seatRoom(site)),
    contact: Effect.flatten(entitlements.contactRoom(site))
  }
  const refused: Array<string> = []
  for (const ask of Object.values<Effect.Effect<void, { readonly _tag: string }>>(asked)) {
    refused.push(yield* Effect.match(ask, { onFailure: ({ _tag }) => _tag, onSuccess: () => "done" }))
  }
  const lock = (yield* entitlements.locks(site))({ id: "CO1111111111111111", isTest: false, createdAt: "2020-01-01T00:00:00.000Z", lastActivityAt: "2020-01-01T00:00:00.000Z" } as never) // all that a lock looks at
  return { refused, lock }
})

describe("The limits of a plan", () => {
  it.live("hold where it is known that it was sold", () => Effect.gen(function*() {
    assert.deepStrictEqual(yield* outcomes, { refused: ["FeatureNotInPlan", "LimitReached", "LimitReached", "LimitReached", "LimitReached"], lock: "conversation_retention" })
  }).pipe(Effect.provide(over({ isEnforced: true }))))

  it.live("hold nobody up while the seller can't be asked", () => Effect.gen(function*() {
    assert.deepStrictEqual(yield* outcomes, { refused: ["done", "done", "done", "done", "done"], lock: undefined })
  }).pipe(Effect.provide(over({ isEnforced: false, reason: "billing_provider_unavailable" }))))
})
