import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as References from "effect/References"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as Otlp from "effect/observability/Otlp"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import { closedWithin } from "../realtime/Stopping.ts"
import { collectorNews } from "./collectorNews.ts"
import * as rpcSpans from "./rpcSpans.ts"
import { telemetrySettings } from "./telemetrySettings.ts"

/** OpenTelemetry's own defaults, which Effect leaves out. (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/) */
const defaults = ConfigProvider.fromUnknown({
  OTEL_LOGS_EXPORTER: "otlp",
  OTEL_METRICS_EXPORTER: "otlp",
  OTEL_TRACES_EXPORTER: "otlp",
  OTEL_SERVICE_NAME: "cossistant"
})

/** Spans that nobody collects aren't made: there are several in each request and query. */
const untraced = Layer.succeed(References.TracerEnabled, false)

/**
 * Traces, logs and metrics over OTLP/HTTP when `OTEL_EXPORTER_OTLP_ENDPOINT` says where to, else nothing at all. The
 * other `OTEL_*` variables are read as OpenTelemetry documents them.
 */
export const layer: Layer.Layer<never, Config.ConfigError> = Layer.unwrap(Effect.gen(function*() {
  // What is wrong with them is told with the other settings, so here it is as if there were no collector.
  const endpoint = yield* Effect.orElseSucceed(telemetrySettings, () => undefined)
  if (endpoint === undefined) return untraced
  return Layer.merge(rpcSpans.layer, Otlp.layerFromConfig().pipe(
    // Each of the three waits by itself for a collector that doesn't answer.
    closedWithin("telemetry", 3000),
    Layer.provide(Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, collectorNews))),
    Layer.provide([FetchHttpClient.layer, OtlpSerialization.layerJson, ConfigProvider.layerAdd(defaults)])
  ))
}))
