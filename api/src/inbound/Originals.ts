import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Settings } from "../settings/Settings.ts"
import { newFileKey } from "../storage/fileKey.ts"
import { Storage } from "../storage/Storage.ts"
import { makeOriginalBox } from "./originalBox.ts"

/** Letters as they came, kept among the files of their conversations but sealed: nobody reads one without asking here. */
export class Originals extends Context.Service<Originals, {
  /** Gives the key it is kept under. */
  readonly keep: (letter: {
    readonly id: string
    readonly organizationId: string
    readonly websiteId: string
    readonly conversationId: string
    readonly raw: Uint8Array
  }) => Effect.Effect<string>
  /** Null when it isn't there any more, or can't be opened with this installation's key. */
  readonly read: (key: string, id: string) => Effect.Effect<Uint8Array | null>
  readonly remove: (key: string) => Effect.Effect<void>
}>()("api/inbound/Originals") {
  static readonly layer = Layer.effect(Originals, Effect.gen(function*() {
    const { secrets } = yield* Settings
    const storage = yield* Storage
    const { open, seal } = makeOriginalBox(Redacted.value(secrets.encryption))
    return Originals.of({
      keep: Effect.fn("Originals.keep")(function*({ conversationId, id, organizationId, raw, websiteId }) {
        const mediaType = "application/octet-stream"
        const key = newFileKey({ organizationId, websiteId, entityId: conversationId, filename: "letter", mediaType })
        yield* storage.put({ key, mediaType, bytes: seal(raw, id) })
        return key
      }),
      read: (key, id) => Effect.map(storage.read(key), (sealed) => sealed === undefined ? null : open(sealed, id)),
      remove: storage.remove
    })
  }))
}
