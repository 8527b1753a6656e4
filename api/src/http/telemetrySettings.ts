import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import { SettingsError } from "../settings/SettingsError.ts"
import { inDigits, isHttp, settingOf } from "../settings/values.ts"

/** OpenTelemetry's own names (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/), as Effect reads them. */
const addresses = ["LOGS", "METRICS", "TRACES"].map((signal) => `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`)
const counts = [
  "OTEL_EXPORTER_OTLP_TIMEOUT", ...["LOGS", "METRICS", "TRACES"].map((signal) => `OTEL_EXPORTER_OTLP_${signal}_TIMEOUT`),
  ...["BLRP", "BSP"].flatMap((batch) => ["EXPORT_TIMEOUT", "MAX_EXPORT_BATCH_SIZE", "SCHEDULE_DELAY"].map((what) => `OTEL_${batch}_${what}`)),
  "OTEL_METRIC_EXPORT_TIMEOUT", "OTEL_METRIC_EXPORT_INTERVAL"
]

const textOf = (name: string) => Effect.map(Effect.orDie(Config.String(name).pipe(Config.withDefault(""))), (text) => text.trim())

/**
 * Where telemetry goes; undefined while no collector is named, and then none of the other names is read. Fails with every
 * address that is none and every number that is none: a pause of 0 would be no pause.
 */
export const telemetrySettings: Effect.Effect<string | undefined, SettingsError> = Effect.gen(function*() {
  const endpoint = yield* settingOf("OTEL_EXPORTER_OTLP_ENDPOINT")
  if (endpoint === undefined) return undefined
  const problems: Array<string> = []
  for (const name of ["OTEL_EXPORTER_OTLP_ENDPOINT", ...addresses]) {
    const text = yield* textOf(name)
    if (text !== "" && !isHttp(text)) problems.push(`${name} wants an address such as http://127.0.0.1:4318, not ${text}.`)
  }
  for (const name of counts) {
    const text = yield* textOf(name)
    if (text !== "" && inDigits(text) === undefined) problems.push(`${name} wants a whole number above 0, not ${text}.`)
  }
  if (problems.length > 0) return yield* new SettingsError({ problems })
  return endpoint
})
