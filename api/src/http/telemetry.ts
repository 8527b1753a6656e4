import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { FetchHttpClient } from "effect/http"
import { Otlp, OtlpSerialization } from "effect/observability"

/**
 * Traces, logs and metrics over OTLP/HTTP when `OTEL_EXPORTER_OTLP_ENDPOINT` says where to, else nothing at all. The
 * other `OTEL_*` variables are read as OpenTelemetry documents them.
 */
export const layer: Layer.Layer<never, Config.ConfigError> = Layer.unwrap(Effect.gen(function*() {
  const endpoint = yield* Config.String("OTEL_EXPORTER_OTLP_ENDPOINT").pipe(Config.withDefault(""))
  if (endpoint === "") return Layer.empty
  const name = yield* Config.String("OTEL_SERVICE_NAME").pipe(Config.withDefault("cossistant"))
  return Otlp.layerFromConfig({ resource: { serviceName: name } }).pipe(
    Layer.provide([FetchHttpClient.layer, OtlpSerialization.layerJson])
  )
}))
