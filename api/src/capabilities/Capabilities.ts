import type { Capabilities as Offered } from "@cossistant/core/capabilities/Capabilities"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Ai } from "../ai/Ai.ts"
import { Analytics } from "../analytics/Analytics.ts"
import { Billing } from "../billing/Billing.ts"
import { Geo } from "../geo/Geo.ts"
import { Mailer } from "../mail/Mailer.ts"
import { Settings } from "../settings/Settings.ts"
import { Storage } from "../storage/Storage.ts"

/** What this server can do, asked of the providers themselves. */
export class Capabilities extends Context.Service<Capabilities, { readonly get: Effect.Effect<Offered> }>()(
  "api/capabilities/Capabilities"
) {
  static readonly layer = Layer.effect(Capabilities, Effect.gen(function*() {
    const { entry, publicUrl, signUp } = yield* Settings
    const analytics = yield* Analytics
    const offered: Offered = {
      mail: (yield* Mailer).provider,
      storage: (yield* Storage).provider,
      billing: (yield* Billing).provider,
      analytics: analytics.isShown ? analytics.provider : "none",
      geo: (yield* Geo).provider,
      ai: (yield* Ai).provider,
      signUp,
      publicUrl,
      isDevelopment: entry !== "start"
    }
    return Capabilities.of({ get: Effect.succeed(offered) })
  }))
}
