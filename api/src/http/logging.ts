import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"

/**
 * Where the program's log goes: one JSON object a line for machines (`LOG_FORMAT=json`, the default of servers), or
 * lines for people (`pretty`). `LOG_LEVEL` (default `Info`) is the least level written.
 */
export const layer = (usual: "json" | "pretty") =>
  Layer.unwrap(Effect.gen(function*() {
    const format = yield* Config.Literals(["json", "pretty"], "LOG_FORMAT").pipe(Config.withDefault(usual))
    const level = yield* Config.LogLevel("LOG_LEVEL").pipe(Config.withDefault("Info" as const))
    return Layer.mergeAll(
      Logger.layer([format === "json" ? Logger.consoleJson : Logger.consolePretty()]),
      Layer.succeed(References.MinimumLogLevel, level)
    )
  }))
