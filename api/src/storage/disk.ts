import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Settings } from "../settings/Settings.ts"
import { DiskFiles } from "./DiskFiles.ts"
import { Storage } from "./Storage.ts"

/** Files in `DATA_DIR`, sent to and read from this server itself (`storage/fileRoutes.ts`). */
export const layer = Layer.effect(Storage, Effect.gen(function*() {
  const { publicUrl } = yield* Settings
  const disk = yield* DiskFiles
  const urlOf = (key: string) => `${publicUrl}/files/${key}`
  return Storage.of({
    provider: "disk",
    urlOf,
    readAt: (key) => Effect.succeed(urlOf(key)),
    origins: Effect.succeed({ send: [], read: [] }),
    grantedFor: Effect.succeed(15 * 60_000),
    grant: (ticket) => Effect.sync(() => ({
      url: `${publicUrl}/files/upload/${ticket.key}`,
      headers: { "content-type": ticket.mediaType, "x-upload-grant": disk.sign(ticket) }
    })),
    inspect: disk.arrived,
    keep: (key) => Effect.as(disk.keep(key), true),
    put: ({ bytes, key }) => disk.put(key, bytes),
    read: disk.read,
    remove: disk.remove,
    removeAll: disk.remove,
    removeArrived: disk.removeArrived
  })
}))
