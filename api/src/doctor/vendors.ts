import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as analytics from "../analytics/layer.ts"
import * as billing from "../billing/layer.ts"
import { makePolarApi } from "../billing/PolarApi.ts"
import { polarSettings } from "../billing/polarSettings.ts"
import * as geo from "../geo/layer.ts"
import { fine, type Finding, problem } from "./Finding.ts"
import { tinybirdCheck } from "./tinybirdCheck.ts"

const polar = Effect.gen(function*() {
  const settings = yield* Effect.orDie(polarSettings)
  const api = yield* makePolarApi(settings)
  const products = Object.entries(settings.products).flatMap(([plan, id]) => id === undefined ? [] : [{ plan, id }])
  const unknown: Array<string> = []
  for (const { id, plan } of products) {
    if ((yield* api.find((polar) => polar.products.get(id))) === undefined) unknown.push(`${plan} (${id})`)
  }
  return unknown.length === 0
    ? fine("billing", `Polar (${settings.environment}) knows the token and each plan's product.`)
    : problem("billing", `Polar (${settings.environment}) has no such product: ${unknown.join(", ")}.`, "Correct POLAR_PRODUCT_ID_…; NODE_ENV=production asks for the production ones.")
}).pipe(Effect.catchTag("BillingUnavailable", ({ reason }) => Effect.succeed(/^40[13]\b/.test(reason)
  ? problem("billing", `Polar refuses POLAR_ACCESS_TOKEN: ${reason}.`, "Make an organisation access token in Polar, of the environment NODE_ENV asks for, that may read products and change customers and subscriptions.")
  : problem("billing", `Polar can't be asked: ${reason}.`, "Let this machine reach Polar by https. Until then nobody is stopped by a limit, and metered use waits."))))

const bills = Effect.flatMap(Effect.orDie(billing.choice), (provider) =>
  provider === "polar" ? polar : Effect.succeed(fine("billing", "Nothing is sold: every site has everything.")))

const counts = Effect.flatMap(Effect.orDie(analytics.choice), (provider) => provider === "tinybird"
  ? tinybirdCheck
  : Effect.succeed(fine("analytics", provider === "postgres" ? "Figures are computed in the database." : "There are none; their pages are hidden.")))

/** Building the provider opens its file or names what it reads: what fails there is told. */
const places = Effect.flatMap(geo.choice, (provider) => Effect.scoped(Layer.build(geo.layer)).pipe(
  Effect.as(fine("geo", provider === "none" ? "Visitors have no place on the map." : `Visitors are placed by ${provider}.`))
)).pipe(
  Effect.catchTag("SettingsError", ({ problems }) => Effect.succeed(problem("geo", problems.join(" "), "Put a GeoLite2-City.mmdb there that this account may read.")))
)

/** Billing, figures and places: each chosen provider is asked for something small. Never fails. */
export const vendors: Effect.Effect<ReadonlyArray<Finding>> = Effect.all([bills, counts, places])
