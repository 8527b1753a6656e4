import * as Effect from "effect/Effect"
import * as ai from "../ai/layer.ts"
import * as analytics from "../analytics/layer.ts"
import * as billing from "../billing/layer.ts"
import * as geo from "../geo/layer.ts"
import { trustedProxies } from "../http/ClientAddress.ts"
import * as logging from "../http/logging.ts"
import { telemetrySettings } from "../http/telemetrySettings.ts"
import { inboundDomains } from "../inbound/inboundSettings.ts"
import { webhookSecret } from "../inbound/resendRoutes.ts"
import { bridgeSecret } from "../inbound/sesRoutes.ts"
import { smtpSettings } from "../inbound/smtpSettings.ts"
import * as mail from "../mail/layer.ts"
import { vapid } from "../notifications/Push.ts"
import { allowedNetworks } from "../outgoing/allowedNetworks.ts"
import { requestsPerMinute } from "../publicApi/ApiRate.ts"
import * as bus from "../realtime/busLayer.ts"
import { framesPerSecond, Limits } from "../realtime/Limits.ts"
import type { SettingsError } from "../settings/SettingsError.ts"
import { addressOf } from "../settings/values.ts"
import { readableAddresses } from "../sql/DatabaseAddress.ts"
import * as storage from "../storage/layer.ts"
import { quotaMib } from "../uploads/Uploads.ts"

const problemsOf = (choice: Effect.Effect<unknown, SettingsError>): Effect.Effect<ReadonlyArray<string>> =>
  Effect.match(choice, { onFailure: ({ problems }) => problems, onSuccess: () => [] })

const settings: ReadonlyArray<Effect.Effect<unknown, SettingsError>> = [
  readableAddresses, mail.choice, storage.choice, billing.choice, analytics.choice, geo.choice, ai.choice, bus.choice, quotaMib, vapid, allowedNetworks, requestsPerMinute,
  telemetrySettings, addressOf("RESEND_BASE_URL", "https://api.resend.com"), smtpSettings, inboundDomains, webhookSecret, bridgeSecret, trustedProxies, Effect.flatMap(Limits, framesPerSecond), logging.format("json"), logging.level
]

/** Everything that is wrong with the choice of providers and with what their neighbours read, so that all of it can be said at once. */
export const settingsProblems: Effect.Effect<ReadonlyArray<string>> = Effect.map(
  Effect.forEach(settings, problemsOf),
  (problems) => [...new Set(problems.flat())] // some are read by several
)
