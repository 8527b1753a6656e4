import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Settings } from "../settings/Settings.ts"
import { DiskFiles } from "./DiskFiles.ts"
import { Storage } from "./Storage.ts"

/** Files in `DATA_DIR`, sent to and read from this server itself (`storage/fileRoutes.ts`). */
export const layer = Layer.effect(Storage, Effect.gen(function*() {
  const { publicUrl } = yield* Settings
  const disk = yield* DiskFiles
  return Storage.of({
    provider: "disk",
    urlOf: (key) => `${publicUrl}/files/${key}`,
    grant: (ticket) => Effect.sync(() => ({
      url: `${publicUrl}/files/upload/${ticket.key}`,
      headers: { "content-type": ticket.mediaType, "x-upload-grant": disk.sign(ticket) }
    })),
    inspect: disk.arrived,
    keep: disk.keep,
    remove: disk.remove,
    removeAll: disk.remove
  })
}))
