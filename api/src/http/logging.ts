import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as References from "effect/References"
import { oneOf, settingOf } from "../settings/values.ts"
import { sparing } from "./sparing.ts"

/** `LOG_FORMAT`, else what is usual. */
export const format = (usual: "json" | "pretty") => oneOf("LOG_FORMAT", ["json", "pretty"], usual)

/** `LOG_LEVEL`, else `Info`; `debug` is `Debug`, as other programs write it. */
export const level = Effect.gen(function*() {
  const text = (yield* settingOf("LOG_LEVEL"))?.toLowerCase()
  return LogLevel.values.find((known) => known.toLowerCase() === text) ?? (yield* oneOf("LOG_LEVEL", LogLevel.values, "Info"))
})

/**
 * Where the program's log goes: one JSON object a line for machines (`LOG_FORMAT=json`, the default of servers), or
 * lines for people (`pretty`). `LOG_LEVEL` (default `Info`) is the least level written.
 * A failure of the database that comes again and again in the background is told once a minute.
 * What can't be read is told with the other settings, so here it is as if it weren't set.
 */
export const layer = (usual: "json" | "pretty") =>
  Layer.unwrap(Effect.gen(function*() {
    const chosen = yield* Effect.orElseSucceed(format(usual), () => usual)
    const least = yield* Effect.orElseSucceed(level, () => "Info" as const)
    return Layer.mergeAll(
      Logger.layer([sparing(chosen === "json" ? Logger.consoleJson : Logger.consolePretty())]),
      Layer.succeed(References.MinimumLogLevel, least)
    )
  }))
