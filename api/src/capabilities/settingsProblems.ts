import * as Effect from "effect/Effect"
import * as ai from "../ai/layer.ts"
import * as analytics from "../analytics/layer.ts"
import * as billing from "../billing/layer.ts"
import * as geo from "../geo/layer.ts"
import { inboundDomains } from "../inbound/inboundSettings.ts"
import { webhookSecret } from "../inbound/resendRoutes.ts"
import { smtpSettings } from "../inbound/smtpSettings.ts"
import * as mail from "../mail/layer.ts"
import { vapid } from "../notifications/Push.ts"
import { allowedNetworks } from "../outgoing/allowedNetworks.ts"
import { requestsPerMinute } from "../publicApi/ApiRate.ts"
import type { SettingsError } from "../settings/SettingsError.ts"
import * as storage from "../storage/layer.ts"
import { quotaMib } from "../uploads/Uploads.ts"

const problemsOf = (choice: Effect.Effect<unknown, SettingsError>): Effect.Effect<ReadonlyArray<string>> =>
  Effect.match(choice, { onFailure: ({ problems }) => problems, onSuccess: () => [] })

/** Everything that is wrong with the choice of providers, so that all of it can be said at once. */
export const settingsProblems: Effect.Effect<ReadonlyArray<string>> = Effect.map(
  Effect.forEach([mail.choice, storage.choice, billing.choice, analytics.choice, geo.choice, ai.choice, quotaMib, vapid, allowedNetworks, requestsPerMinute, smtpSettings, inboundDomains, webhookSecret], problemsOf),
  (problems) => problems.flat()
)
