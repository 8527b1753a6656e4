import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { oneOf, settingOf } from "../settings/values.ts"
import * as disk from "./disk.ts"
import { DiskFiles } from "./DiskFiles.ts"
import * as s3 from "./s3.ts"
import { s3Settings } from "./s3Settings.ts"

/** `STORAGE_PROVIDER`: `s3` when nothing is set but `S3_BUCKET_NAME`, else `disk`. Fails when the chosen one's settings don't do. */
export const choice = Effect.gen(function*() {
  const bucket = yield* settingOf("S3_BUCKET_NAME")
  const name = yield* oneOf("STORAGE_PROVIDER", ["disk", "s3"], bucket === undefined ? "disk" : "s3")
  if (name === "s3") yield* s3Settings
  return name
})

const providers = { disk: disk.layer.pipe(Layer.provide(DiskFiles.layer)), s3: s3.layer }

/** The only place that knows there is more than one storage. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
