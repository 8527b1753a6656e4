import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as mail from "../mail/layer.ts"
import { running } from "../run/RunFile.ts"
import { Settings } from "../settings/Settings.ts"
import * as storage from "../storage/layer.ts"
import { busRoundTrip } from "./busRoundTrip.ts"
import { fine, warning } from "./Finding.ts"
import { listener, mailIn, webhookDoors } from "./doors.ts"
import { mailOut } from "./mailOut.ts"
import { mailRecords } from "./mailRecords.ts"
import { outsideClock } from "./outsideClock.ts"
import { publicSocket } from "./publicSocket.ts"
import { storageRoundTrip } from "./storageRoundTrip.ts"
import { vendors } from "./vendors.ts"

/** What lies around the database: the server itself, the way to it, files, mail and the providers that were chosen. Never fails. */
export const outside = Effect.fnUntraced(function*(settings: Settings["Service"]) {
  const server = yield* running(settings.dataDir)
  const isRunning = server !== undefined
  const provider = yield* Effect.orDie(mail.choice)
  return [
    isRunning
      ? fine("server", `It runs (process ${server.pid}) and listens on port ${server.port}.`)
      : warning("server", `None is running on ${settings.dataDir}.`, "Start it, then run the doctor again: more is tried through it."),
    yield* outsideClock(settings.publicUrl),
    ...yield* busRoundTrip,
    yield* publicSocket(settings.publicUrl, isRunning),
    yield* Effect.provide(storageRoundTrip(isRunning), storage.layer.pipe(Layer.provideMerge(Layer.succeed(Settings, settings)), Layer.orDie)),
    yield* mailOut(provider),
    ...(provider === "outbox" ? [] : yield* mailIn),
    ...yield* listener(isRunning),
    ...yield* mailRecords(provider),
    ...yield* webhookDoors(settings.publicUrl, isRunning),
    ...yield* vendors
  ]
})
