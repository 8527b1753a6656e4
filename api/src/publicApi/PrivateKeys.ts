import { InvalidKey } from "@cossistant/core/auth/KeyAuth"
import type { FeatureNotInPlan } from "@cossistant/core/billing/Plan"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Entitlements } from "../billing/Entitlements.ts"
import { Sessions } from "../live/Sessions.ts"
import { Settings } from "../settings/Settings.ts"
import { keyLookup } from "../websites/keyText.ts"
import { KeyFactsRepo, type PrivateKeyFacts } from "./KeyFactsRepo.ts"

/** How long a look-up holds: a revoked key is forgotten at once, this heals what was never told. */
const heldMs = 5_000
const noteUseEveryMs = 600_000
const goodAtMost = 10_000

/** Private keys by their text. */
export class PrivateKeys extends Context.Service<PrivateKeys, {
  /** What a key is kept under; undefined where the text is no private key's. */
  readonly lookupOf: (text: string) => string | undefined
  /** One answer for unknown, revoked and expired keys; another where the site's plan has no HTTP API. */
  readonly find: (lookup: string | undefined) => Effect.Effect<PrivateKeyFacts, InvalidKey | FeatureNotInPlan>
  /** Whether it was a good one when it was last looked up: then it is nobody's guess. */
  readonly wasGood: (lookup: string | undefined) => boolean
}>()("api/publicApi/PrivateKeys") {
  static readonly layer = Layer.effect(PrivateKeys, Effect.gen(function*() {
    const repo = yield* KeyFactsRepo
    const sessions = yield* Sessions
    const held = sessions.admissions<PrivateKeyFacts>()
    const { secrets } = yield* Settings
    const entitlements = yield* Entitlements
    const good = new Set<string>()
    const lookupOf = (text: string) => text.startsWith("sk_") ? keyLookup(text, Redacted.value(secrets.apiKey)) : undefined

    return PrivateKeys.of({
      lookupOf,
      wasGood: (lookup) => lookup !== undefined && good.has(lookup),
      find: Effect.fnUntraced(function*(lookup) {
        if (lookup === undefined) return yield* new InvalidKey()
        const known = held.recall(lookup)
        if (known !== undefined) return known
        const since = sessions.changes()
        const facts = yield* repo.find(lookup)
        good.delete(lookup)
        if (facts === undefined || !facts.isValid) return yield* new InvalidKey()
        yield* entitlements.feature(facts, "rest-api")
        const now = yield* Clock.currentTimeMillis
        if (facts.lastUsedAt === null || now - facts.lastUsedAt > noteUseEveryMs) yield* repo.used(facts)
        if (good.size >= goodAtMost) good.clear()
        good.add(lookup)
        held.remember(since, lookup, facts, { websiteId: facts.websiteId }, Math.min(now + heldMs, facts.expiresAt ?? Infinity))
        return facts
      })
    })
  })).pipe(Layer.provide(KeyFactsRepo.layer))
}
