import { type ApiKey, type ApiKeyId, ApiKeyNotFound, type ApiKeyType } from "@cossistant/core/websites/ApiKey"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Ids } from "../ids/Ids.ts"
import { Live } from "../live/Live.ts"
import { Settings } from "../settings/Settings.ts"
import { ApiKeyRepo } from "./ApiKeyRepo.ts"
import { keyLookup, newKeyText } from "./keyText.ts"

export interface WantedKey {
  readonly name: string
  readonly keyType: ApiKeyType
  readonly isTest: boolean
}

/** A site's keys. */
export class ApiKeys extends Context.Service<ApiKeys, {
  readonly list: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<ApiKey>>
  /** `value` is the key's text: of a private one the only telling. `createdBy`: the member who makes it; null for keys that come with a site. */
  readonly create: (websiteId: WebsiteId, key: WantedKey, createdBy: string | null) => Effect.Effect<{ readonly key: ApiKey; readonly value: string }>
  /** At once, also for pages that are connected. */
  readonly revoke: (websiteId: WebsiteId, id: ApiKeyId) => Effect.Effect<void, ApiKeyNotFound>
  readonly installKey: (websiteId: WebsiteId) => Effect.Effect<string | null>
}>()("api/websites/ApiKeys") {
  static readonly layer = Layer.effect(ApiKeys, Effect.gen(function*() {
    const repo = yield* ApiKeyRepo
    const ids = yield* Ids
    const live = yield* Live
    const { secrets } = yield* Settings
    return ApiKeys.of({
      list: repo.list,
      create: Effect.fn("ApiKeys.create")(function*(websiteId, { isTest, keyType, name }, createdByUserId) {
        const value = newKeyText(keyType, isTest)
        const lookup = keyLookup(value, Redacted.value(secrets.apiKey)) ?? value
        const key = yield* repo.add({ id: yield* ids.next, websiteId, name, keyType, isTest, createdByUserId, lookup, tail: value.slice(-4) })
        return { key, value }
      }),
      revoke: Effect.fn("ApiKeys.revoke")(function*(websiteId, id) {
        if (!(yield* repo.revoke(websiteId, id))) return yield* new ApiKeyNotFound({ id })
        yield* live.accessChanged({ websiteId, reason: "access" })
        // Whoever asked may leave in between: what was changed is told all the same. (Likewise wherever a right ends.)
      }, Effect.uninterruptible),
      installKey: repo.installKey
    })
  })).pipe(Layer.provide(ApiKeyRepo.layer))
}
