import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestProgram } from "../../testing/TestProgram.ts"
import { until } from "../../testing/until.ts"
import { PolarPeer } from "./PolarPeer.ts"

/** A server that sells through the peer, with settings of its own besides. */
export const sellingWith = (more: Readonly<Record<string, string>>) =>
  Layer.unwrap(Effect.map(PolarPeer, ({ settings }) => TestProgram.layer({ ...settings, ...more }))).pipe(Layer.provideMerge(PolarPeer.layer))
export const selling = sellingWith({})

/** How a call ended: `done`, or the tag of what it was refused with. */
export const tagOf = (call: Promise<unknown>): Promise<string> =>
  call.then(() => "done", (error: { readonly error?: { readonly _tag?: string } }) => error.error?._tag ?? String(error))

/** The refusal itself; undefined for a call that was done. */
export const refusalOf = (call: Promise<unknown>): Promise<object | undefined> =>
  call.then(() => undefined, (error: { readonly error?: object }) => error.error)

/** What Polar posts when anything about a customer changed. */
export const changed = (customer: string) => ({ type: "customer.state_changed", timestamp: new Date().toISOString(), data: { external_id: customer } })

/** The first owner with a site whose free subscription has begun. */
export const begun = Effect.gen(function*() {
  const peer = yield* PolarPeer
  const program = yield* TestProgram
  const owner = yield* program.firstOwner
  const { organizations } = yield* Effect.promise(() => owner.client.call("me.get"))
  const customer = organizations[0]?.id ?? ""
  const { websiteId } = owner
  yield* until(Effect.sync(() => [...peer.subscriptions.values()].some(({ metadata }) => metadata["websiteId"] === websiteId)))
  const plan = Effect.promise(() => owner.client.call("billing.plan", { websiteId }))
  /** Waits for the plan to be told so. */
  const shows = (name: string) => until(Effect.map(plan, (told) => told.plan.name === name))
  const subscription = (): { readonly id: string; readonly product_id: string; readonly cancel_at_period_end: boolean } | undefined => [...peer.subscriptions.values()].find(({ metadata }) => metadata["websiteId"] === websiteId)
  /** Somebody pays, and Polar tells. */
  const buy = (product: string, name: string) => Effect.gen(function*() {
    peer.buy(customer, product, { websiteId })
    yield* Effect.promise(() => peer.post(program.url, changed(customer)))
    yield* shows(name)
  })
  return { peer, program, owner, websiteId, customer, plan, shows, subscription, buy, url: program.url }
})
