import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { randomBytes } from "node:crypto"
import { Ids } from "../ids/Ids.ts"
import { Settings } from "../settings/Settings.ts"
import { makeSecretBox } from "../websites/secretBox.ts"
import type { SealedSecret } from "./WebhookRepo.ts"

/** Makes, seals and opens the secrets that sign webhooks: `whsec_` and 256 random bits in base64 (Standard Webhooks). */
export const webhookSecrets = Effect.gen(function*() {
  const ids = yield* Ids
  const box = makeSecretBox(Redacted.value((yield* Settings).secrets.encryption))
  const placeOf = (endpointId: string, id: string) => `webhook ${endpointId} ${id}`
  return {
    make: (endpointId: string) => Effect.map(ids.next, (id) => {
      const secret = `whsec_${randomBytes(32).toString("base64")}`
      return { secret, row: { id, sealed: box.seal(secret, placeOf(endpointId, id)) } }
    }),
    open: (endpointId: string, { id, sealed }: SealedSecret): string => box.open(sealed, placeOf(endpointId, id))
  }
})
