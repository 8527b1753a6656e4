import type { Lock } from "@cossistant/core/inbox/InboxConversation"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Scope } from "effect/Scope"
import type { Limits, Lockable } from "./horizon.ts"
import { SiteLocks } from "./SiteLocks.ts"

/** After so long what was read is read anew, behind the next thing that happens on the site; in milliseconds. */
const freshFor = 30_000

/** Reads a site's limits; null where there are none. */
export type ReadLimits = Effect.Effect<Limits | null>

interface Held {
  holders: number
  locks: SiteLocks | undefined
  /** Milliseconds since 1970. */
  readAt: number
  /** Which reading it is from, in the order they began. */
  reading: number
  again: ReadLimits
}

/**
 * Which conversations are locked, of the sites whose teams listen on this node. It is asked for each event: an answer
 * costs a look into memory, and nothing where nobody sells plans. `Entitlements` tells it what there is to know.
 */
export class PlanLocks extends Context.Service<PlanLocks, {
  /** Keeps a site's limits at hand for as long as the scope. They are known when this is done. */
  readonly hold: (websiteId: string, read: ReadLimits) => Effect.Effect<void, never, Scope>
  /** Reads a site's limits, which are kept if it is held, unless a reading begun later has ended sooner. */
  readonly learn: <L extends Limits | null>(websiteId: string, read: Effect.Effect<L>) => Effect.Effect<L>
  readonly isHeld: (websiteId: string) => boolean
  /** Why the team may not read this conversation. */
  readonly lockOf: (websiteId: string, conversation: Lockable) => Lock | undefined
  /** Whether a conversation of which only the id is known is one the team reads. */
  readonly isOpen: (websiteId: string, conversationId: string) => boolean
}>()("api/billing/PlanLocks") {
  static readonly layer = Layer.effect(PlanLocks, Effect.gen(function*() {
    const sites = new Map<string, Held>()
    const run = Effect.runForkWith(yield* Effect.context<never>())

    let readings = 0
    const take = (site: Held | undefined, reading: number, limits: Limits | null) => {
      if (site === undefined || reading < site.reading) return
      site.reading = reading
      site.locks = limits === null ? undefined : new SiteLocks(limits, site.locks)
      site.readAt = Date.now()
    }
    const learn = <L extends Limits | null>(websiteId: string, read: Effect.Effect<L>) => Effect.suspend(() => {
      const reading = ++readings
      return Effect.tap(read, (limits) => Effect.sync(() => take(sites.get(websiteId), reading, limits)))
    })
    const readAgain = (websiteId: string, site: Held, now: number) => {
      site.readAt = now
      run(learn(websiteId, site.again).pipe(
        Effect.catchCause((cause) => Effect.logWarning("A site's limits could not be read again", cause))
      ))
    }
    const enter = (websiteId: string, again: ReadLimits) => Effect.sync(() => {
      const site = sites.get(websiteId) ?? { holders: 0, locks: undefined, readAt: 0, reading: 0, again }
      sites.set(websiteId, site)
      site.holders++
      return site
    })
    const leave = (websiteId: string, site: Held) => Effect.sync(() => {
      if (--site.holders === 0) sites.delete(websiteId)
    })

    return PlanLocks.of({
      hold: Effect.fnUntraced(function*(websiteId, read) {
        const site = yield* Effect.acquireRelease(enter(websiteId, read), (held) => leave(websiteId, held))
        if (Date.now() - site.readAt > freshFor) yield* learn(websiteId, read)
      }),
      learn,
      isHeld: (websiteId) => sites.has(websiteId),
      lockOf: (websiteId, conversation) => {
        const site = sites.get(websiteId)
        if (site === undefined) return undefined
        const now = Date.now()
        // What was never read is being read for who listens: nobody may take it for known before.
        if (site.readAt > 0 && now - site.readAt > freshFor) readAgain(websiteId, site, now)
        return site.locks?.lockOf(conversation, now)
      },
      isOpen: (websiteId, conversationId) => sites.get(websiteId)?.locks?.isOpen(conversationId) ?? true
    })
  }))
}
