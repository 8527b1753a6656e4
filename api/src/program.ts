import * as Cause from "effect/Cause"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import path from "node:path"
import { checkedSettings } from "./capabilities/checkedSettings.ts"
import { misspelled } from "./doctor/misspelled.ts"
import * as doors from "./doors.ts"
import * as features from "./features.ts"
import { ClientAddress } from "./http/ClientAddress.ts"
import { canListen } from "./http/listening.ts"
import * as logging from "./http/logging.ts"
import * as Server from "./http/Server.ts"
import * as telemetry from "./http/telemetry.ts"
import { Connections } from "./realtime/Connections.ts"
import { Doors } from "./realtime/Doors.ts"
import * as limits from "./realtime/Limits.ts"
import * as stopping from "./realtime/Stopping.ts"
import { Topics } from "./realtime/Topics.ts"
import * as routes from "./routes.ts"
import { freePort } from "./run/freePort.ts"
import * as RunFile from "./run/RunFile.ts"
import * as summary from "./run/summary.ts"
import { Demo } from "./seed/Demo.ts"
import { folderProblem } from "./settings/dataFolder.ts"
import { type Entry, Settings } from "./settings/Settings.ts"
import { unreadable } from "./settings/unreadable.ts"
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
  /** What was wrong with it, to be told with whatever else is. */
  readonly problems: ReadonlyArray<string>
  /** Where the start summary goes. */
  readonly print: (text: string) => void
  /** Ends the process at once: the program was asked to stop, and something has not come to an end in time. */
  readonly cut?: () => void
}

/**
 * The whole system as one layer: settings, database, features, doors and routes, the listener, and at last the summary.
 * Closing it drains in the opposite order.
 */
export const program = (options: ProgramOptions) => {
  const { entry, notes, print, root } = options
  const values = { ...options.values, PORT: portOf(options.values) }
  const quick = entry === "up" || entry === "dev"

  // Built before the settings are looked at, which tell what was wrong with its own.
  const unread: Array<string> = []
  const watched = Layer.catchCause(telemetry.layer, (cause) => Layer.effectDiscard(Effect.suspend(() => {
    const error = Cause.squash(cause) // the exporters die of it
    if (!(error instanceof Config.ConfigError)) return Effect.failCause(cause)
    unread.push(unreadable(error))
    return Effect.void
  })))

  const listening = Layer.unwrap(Effect.gen(function*() {
    const { dataDir } = yield* Settings
    const address = addressOf(values)
    const { nonce } = yield* RunFile.own(dataDir, address)
    // Another program there would end the start after a database and a demo were made.
    yield* canListen(address)
    return Server.layer(routes.layer({ entry, root, nonce }), { bodyCaps: routes.bodyCaps }).pipe(
      Layer.provide(doors.layer),
      Layer.provide([ClientAddress.layer, Doors.layer, isolated]),
      Layer.provideMerge(quick ? Demo.layer : Demo.layerNone),
      Layer.provideMerge(features.layer),
      Layer.provideMerge(Topics.layer),
      Layer.provideMerge(Connections.layer),
      Layer.provide(limits.layer),
      Layer.provideMerge(stopping.closedWithin("queries", 8000)(Database.layer)),
      Layer.provideMerge(DatabaseAddress.layer)
    )
  }))

  return summary.layer({ entry, notes, print }).pipe(
    Layer.provideMerge(listening),
    Layer.provideMerge(Layer.unwrap(Effect.map(aroundStart(values), (found) => checkedSettings(entry, [...options.problems, ...unread, ...found])))),
    // On top of the log: each of the two says where log lines go, and telemetry adds to what it finds.
    Layer.provide(Layer.provideMerge(watched, logging.layer(quick ? "pretty" : "json"))),
    Layer.provide(quick ? Layer.succeed(StartProgress, (sentence: string) => Effect.sync(() => print(sentence))) : Layer.empty),
    Layer.provide(stopping.layer(options.cut)),
    Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values)))
  )
}

const addressOf = (values: Readonly<Record<string, string>>) => ({ host: values["HOST"] ?? "127.0.0.1", port: Number(values["PORT"]) })

const portOf = (values: Readonly<Record<string, string>>) => {
  if (values["PORT"] !== "0") return values["PORT"] ?? "3000"
  try {
    return String(freePort(values["HOST"] ?? "127.0.0.1"))
  } catch {
    // Said with all the rest of what is wrong with the settings.
    return "3000"
  }
}

/** What this machine has against the start: its data folder and its address. A port that is held is another matter: it may be our own's. */
const aroundStart = Effect.fnUntraced(function*(values: Readonly<Record<string, string>>) {
  // It may be another program's name, so it stops nothing.
  for (const slip of misspelled(Object.keys(values))) yield* Effect.logWarning(`${slip.detail} ${"fix" in slip ? slip.fix : ""}`)
  const folder = folderProblem(path.resolve(values["DATA_DIR"] ?? ".data"))
  const { host, port } = addressOf(values)
  const refused = yield* canListen({ host, port: Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : 0 }).pipe(
    Effect.match({ onFailure: (error) => error.reason === "taken" ? [] : [error.message], onSuccess: () => [] })
  )
  return [...(folder === undefined ? [] : [folder]), ...refused]
})
