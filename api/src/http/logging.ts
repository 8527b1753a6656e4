import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as References from "effect/References"
import { oneOf } from "../settings/values.ts"

/** `LOG_FORMAT`, else what is usual. */
export const format = (usual: "json" | "pretty") => oneOf("LOG_FORMAT", ["json", "pretty"], usual)

/** `LOG_LEVEL`, else `Info`. */
export const level = oneOf("LOG_LEVEL", LogLevel.values, "Info")

/**
 * Where the program's log goes: one JSON object a line for machines (`LOG_FORMAT=json`, the default of servers), or
 * lines for people (`pretty`). `LOG_LEVEL` (default `Info`) is the least level written.
 * What can't be read is told with the other settings, so here it is as if it weren't set.
 */
export const layer = (usual: "json" | "pretty") =>
  Layer.unwrap(Effect.gen(function*() {
    const chosen = yield* Effect.orElseSucceed(format(usual), () => usual)
    const least = yield* Effect.orElseSucceed(level, () => "Info" as const)
    return Layer.mergeAll(
      Logger.layer([chosen === "json" ? Logger.consoleJson : Logger.consolePretty()]),
      Layer.succeed(References.MinimumLogLevel, least)
    )
  }))
