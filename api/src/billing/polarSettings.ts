import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type { SoldPlan } from "@cossistant/core/billing/Plan"
import { SettingsError } from "../settings/SettingsError.ts"
import { addressOf, settingOf } from "../settings/values.ts"
import type { Variable } from "../settings/variables.ts"

export interface PolarSettings {
  readonly accessToken: string
  readonly webhookSecret: string
  readonly environment: "production" | "sandbox"
  /** Another address than Polar's own. */
  readonly apiUrl: string | undefined
  /** Products by plan. A plan without one isn't sold; without a free one, free is no subscription at all. */
  readonly products: Readonly<Record<SoldPlan, string | undefined>>
  readonly meterId: string | undefined
  readonly usageEvent: string
}

const productNames: Readonly<Record<PolarSettings["environment"], Readonly<Record<SoldPlan, Variable>>>> = {
  sandbox: { free: "POLAR_PRODUCT_ID_FREE_SANDBOX", hobby: "POLAR_PRODUCT_ID_HOBBY_SANDBOX", pro: "POLAR_PRODUCT_ID_PRO_SANDBOX" },
  production: { free: "POLAR_PRODUCT_ID_FREE_PRODUCTION", hobby: "POLAR_PRODUCT_ID_HOBBY_PRODUCTION", pro: "POLAR_PRODUCT_ID_PRO_PRODUCTION" }
}

/** What Polar needs, all that is missing at once. Outside production its sandbox is used, with the products of that name. */
export const polarSettings: Effect.Effect<PolarSettings, SettingsError> = Effect.gen(function*() {
  const isSet = (yield* settingOf("POLAR_ENABLED")) !== undefined
  const cause = isSet ? "POLAR_ENABLED=true asks for Polar" : "POLAR_ENABLED is not set, which means Polar"
  const out = "Set what Polar's dashboard shows, or POLAR_ENABLED=false, with which nothing is sold and every site has everything."
  const environment = (yield* Effect.orDie(Config.String("NODE_ENV").pipe(Config.withDefault("")))) === "production" ? "production" : "sandbox"
  const names = productNames[environment]

  const accessToken = yield* settingOf("POLAR_ACCESS_TOKEN")
  const webhookSecret = yield* settingOf("POLAR_WEBHOOK_SECRET")
  const products = yield* Effect.all({ free: settingOf(names.free), hobby: settingOf(names.hobby), pro: settingOf(names.pro) })
  const wanted: Readonly<Record<string, string | undefined>> = {
    POLAR_ACCESS_TOKEN: accessToken,
    POLAR_WEBHOOK_SECRET: webhookSecret,
    [names.hobby]: products.hobby,
    [names.pro]: products.pro
  }
  const missing = Object.keys(wanted).filter((name) => wanted[name] === undefined)
  if (accessToken === undefined || webhookSecret === undefined || missing.length > 0) {
    const which = `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`
    return yield* new SettingsError({ problems: [`${cause}, and ${which}. ${out}`] })
  }
  return {
    accessToken,
    webhookSecret,
    environment,
    products,
    apiUrl: yield* addressOf("POLAR_API_URL", "https://api.polar.sh"),
    meterId: yield* settingOf("POLAR_AI_USAGE_METER_ID"),
    usageEvent: (yield* settingOf("AI_CREDIT_USAGE_EVENT_NAME")) ?? "ai_usage"
  }
})
