import type { FileRefused } from "@cossistant/core/uploads/Upload"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Live } from "../live/Live.ts"
import { Removals } from "../storage/Removals.ts"
import { PictureRepo } from "./PictureRepo.ts"
import { type Sender, Uploads } from "./Uploads.ts"

/** A member at work on a site. */
export type Portrayed = Sender & { readonly author: { readonly userId: string } }

/** Faces of members and logos of sites. What is replaced is removed; the team sees the change at once. */
export class Pictures extends Context.Service<Pictures, {
  /** Claims what arrived under `key` and makes it the member's face, on every site; null takes the face away. */
  readonly setAvatar: (sender: Portrayed, key: string | null) => Effect.Effect<{ readonly url: string | null }, FileRefused>
  /** The same for the site's logo. */
  readonly setLogo: (sender: Portrayed, key: string | null) => Effect.Effect<{ readonly url: string | null }, FileRefused>
}>()("api/uploads/Pictures") {
  static readonly layer = Layer.effect(Pictures, Effect.gen(function*() {
    const uploads = yield* Uploads
    const removals = yield* Removals
    const live = yield* Live
    const repo = yield* PictureRepo

    const set = (purpose: "avatar" | "logo", take: (sender: Portrayed, key: string | null) => Effect.Effect<string | null>) =>
      Effect.fn(`Pictures.${purpose}`)(function*(sender: Portrayed, key: string | null) {
        const claimed = key === null ? null : yield* uploads.claim(sender, key, purpose)
        const before = yield* take(sender, key)
        const { websiteId } = sender
        yield* live.tell(websiteId, { _tag: "SiteChanged", websiteId })
        if (before !== null) yield* removals.hurry([before])
        return { url: claimed?.url ?? null }
      }, Effect.uninterruptible)

    return Pictures.of({
      setAvatar: set("avatar", ({ author }, key) => repo.setAvatar(author.userId, key)),
      setLogo: set("logo", ({ websiteId }, key) => repo.setLogo(websiteId, key))
    })
  })).pipe(Layer.provide([PictureRepo.layer, Removals.layer]))
}
