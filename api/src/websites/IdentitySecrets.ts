import { type IdentitySecret, TooManySecrets } from "@cossistant/core/websites/IdentitySecret"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { randomBytes } from "node:crypto"
import { Ids } from "../ids/Ids.ts"
import { Settings } from "../settings/Settings.ts"
import { IdentitySecretRepo, type SealedSecret } from "./IdentitySecretRepo.ts"
import { makeSecretBox } from "./secretBox.ts"

/** The secrets that sign a site's identity tokens: two at most, so that one can be replaced while the other still signs. */
export class IdentitySecrets extends Context.Service<IdentitySecrets, {
  /** Newest first, readable. */
  readonly list: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<IdentitySecret>>
  readonly add: (websiteId: WebsiteId) => Effect.Effect<IdentitySecret, TooManySecrets>
  /** Its tokens are refused from now on. */
  readonly remove: (websiteId: WebsiteId, id: string) => Effect.Effect<void>
  readonly used: (websiteId: WebsiteId, id: string) => Effect.Effect<void>
}>()("api/websites/IdentitySecrets") {
  static readonly layer = Layer.effect(IdentitySecrets, Effect.suspend(() => make)).pipe(Layer.provide(IdentitySecretRepo.layer))
}

const limit = 2

const make = Effect.gen(function*() {
  const repo = yield* IdentitySecretRepo
  const ids = yield* Ids
  const { secrets } = yield* Settings
  const box = makeSecretBox(Redacted.value(secrets.encryption))

  const placeOf = (websiteId: WebsiteId, id: string) => `${websiteId} ${id}`
  const open = (websiteId: WebsiteId) => ({ sealed, ...rest }: SealedSecret): IdentitySecret =>
    ({ ...rest, secret: box.open(sealed, placeOf(websiteId, rest.id)) })

  return IdentitySecrets.of({
    list: Effect.fn("IdentitySecrets.list")((websiteId) =>
      Effect.map(repo.list(websiteId), (sealed) => sealed.map(open(websiteId)))),
    add: Effect.fn("IdentitySecrets.add")(function*(websiteId) {
      const id = yield* ids.next
      const sealed = box.seal(`is_${randomBytes(32).toString("hex")}`, placeOf(websiteId, id))
      const added = yield* repo.add(websiteId, id, sealed, limit)
      return added === undefined ? yield* new TooManySecrets({ limit }) : open(websiteId)(added)
    }),
    remove: repo.remove,
    used: repo.used
  })
})
