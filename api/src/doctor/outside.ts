import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as mail from "../mail/layer.ts"
import type { Mailer } from "../mail/Mailer.ts"
import { running } from "../run/RunFile.ts"
import { Settings } from "../settings/Settings.ts"
import * as storage from "../storage/layer.ts"
import { fine, warning } from "./Finding.ts"
import { publicSocket } from "./publicSocket.ts"
import { storageRoundTrip } from "./storageRoundTrip.ts"

/** What lies around the database: the server itself, the way to it, files and mail. Never fails. */
export const outside = Effect.fnUntraced(function*(settings: Settings["Service"]) {
  const server = yield* running(settings.dataDir)
  const isRunning = server !== undefined
  return [
    isRunning
      ? fine("server", `It runs (process ${server.pid}) and listens on port ${server.port}.`)
      : warning("server", `None is running on ${settings.dataDir}.`, "Start it, then run the doctor again: more is tried through it."),
    yield* publicSocket(settings.publicUrl, isRunning),
    yield* Effect.provide(storageRoundTrip(isRunning), storage.layer.pipe(Layer.provideMerge(Layer.succeed(Settings, settings)), Layer.orDie)),
    yield* letters
  ]
})

/** Which way letters go. What a provider lacks was found before, with all other settings. */
const letters = Effect.map(Effect.orDie(mail.choice), (provider: Mailer["Service"]["provider"]) =>
  provider === "outbox"
    ? warning(
      "mail",
      "Letters stay in the outbox and reach nobody.",
      "For trying out that is meant so (read them at /dev/outbox); to send them, name another EMAIL_TRANSPORT_PROVIDER."
    )
    : fine("mail", `Letters leave by ${provider}.`))
