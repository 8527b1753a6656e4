import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { oneOf, settingOf } from "../settings/values.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import * as disk from "./disk.ts"
import { DiskFiles } from "./DiskFiles.ts"

/** `STORAGE_PROVIDER`: `s3` when nothing is set but `S3_BUCKET_NAME`, else `disk`. */
export const choice = Effect.gen(function*() {
  const bucket = yield* settingOf("S3_BUCKET_NAME")
  const name = yield* oneOf("STORAGE_PROVIDER", ["disk", "s3"], bucket === undefined ? "disk" : "s3")
  if (name === "disk") return name
  const asks = (yield* settingOf("STORAGE_PROVIDER")) === undefined ? "S3_BUCKET_NAME is set, which asks" : "STORAGE_PROVIDER=s3 asks"
  return yield* new SettingsError({
    problems: [`${asks} for files in S3. Available here: disk. Set STORAGE_PROVIDER=disk to keep files in DATA_DIR.`]
  })
})

const providers = { disk: disk.layer.pipe(Layer.provide(DiskFiles.layer)) }

/** The only place that knows there is more than one storage. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
