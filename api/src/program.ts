import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { checkedSettings } from "./capabilities/checkedSettings.ts"
import * as doors from "./doors.ts"
import * as features from "./features.ts"
import { ClientAddress } from "./http/ClientAddress.ts"
import * as logging from "./http/logging.ts"
import * as Server from "./http/Server.ts"
import * as telemetry from "./http/telemetry.ts"
import { Connections } from "./realtime/Connections.ts"
import { Doors } from "./realtime/Doors.ts"
import * as limits from "./realtime/Limits.ts"
import { Topics } from "./realtime/Topics.ts"
import * as routes from "./routes.ts"
import { freePort } from "./run/freePort.ts"
import * as RunFile from "./run/RunFile.ts"
import * as summary from "./run/summary.ts"
import { Demo } from "./seed/Demo.ts"
import { type Entry, Settings } from "./settings/Settings.ts"
import * as Database from "./sql/Database.ts"
import { isolated } from "./sql/isolation.ts"
import { DatabaseAddress, StartProgress } from "./sql/DatabaseAddress.ts"

export interface ProgramOptions {
  readonly entry: Entry
  /** The checkout, where the built pages are. */
  readonly root: string
  /** Every variable the program may read. */
  readonly values: Readonly<Record<string, string>>
  /** What reading them did, for the person at the terminal. */
  readonly notes: ReadonlyArray<string>
  /** Where the start summary goes. */
  readonly print: (text: string) => void
}

/**
 * The whole system as one layer: settings, database, features, doors and routes, the listener, and at last the summary.
 * Closing it drains in the opposite order.
 */
export const program = (options: ProgramOptions) => {
  const { entry, notes, print, root } = options
  const values = { ...options.values, PORT: portOf(options.values) }
  const quick = entry === "up" || entry === "dev"

  const listening = Layer.unwrap(Effect.gen(function*() {
    const { dataDir } = yield* Settings
    const { nonce } = yield* RunFile.own(dataDir, Number(values.PORT))
    return Server.layer(routes.layer({ entry, root, nonce }), { bodyCaps: routes.bodyCaps }).pipe(
      Layer.provide(doors.layer),
      Layer.provide([ClientAddress.layer, Doors.layer, isolated]),
      Layer.provideMerge(quick ? Demo.layer : Demo.layerNone),
      Layer.provideMerge(features.layer),
      Layer.provideMerge(Topics.layer),
      Layer.provideMerge(Connections.layer),
      Layer.provide(limits.layer),
      Layer.provideMerge(Database.layer),
      Layer.provideMerge(DatabaseAddress.layer)
    )
  }))

  return summary.layer({ entry, notes, print }).pipe(
    Layer.provideMerge(listening),
    Layer.provideMerge(checkedSettings(entry)),
    Layer.provide([telemetry.layer, logging.layer(quick ? "pretty" : "json")]),
    Layer.provide(quick ? Layer.succeed(StartProgress, (sentence: string) => Effect.sync(() => print(sentence))) : Layer.empty),
    Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values)))
  )
}

const portOf = (values: Readonly<Record<string, string>>) =>
  values["PORT"] === "0" ? String(freePort(values["HOST"] ?? "127.0.0.1")) : values["PORT"] ?? "3000"
