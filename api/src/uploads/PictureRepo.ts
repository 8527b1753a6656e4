import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SqlClient from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

/** Which picture a person or a site has. */
export class PictureRepo extends Context.Service<PictureRepo, {
  /** Takes a claimed picture of this person, or none. Gives the key of the one before, if any: that its file goes is written down. */
  readonly setAvatar: (userId: string, key: string | null) => Effect.Effect<string | null>
  /** The same for the logo of a site. */
  readonly setLogo: (websiteId: WebsiteId, key: string | null) => Effect.Effect<string | null>
}>()("api/uploads/PictureRepo") {
  static readonly layer = Layer.effect(PictureRepo, Effect.gen(function*() {
    const sql = yield* SqlClient.SqlClient
    const before = ([row]: ReadonlyArray<{ readonly before: string | null }>) => row?.before ?? null
    return PictureRepo.of({
      setAvatar: (userId, key) => Effect.orDie(Effect.map(
        sql<{ before: string | null }>`select set_avatar(${userId}, ${key}) as before`,
        before
      )),
      setLogo: (websiteId, key) => withTenant({ websiteId, data: "all" }, Effect.map(
        sql<{ before: string | null }>`select set_logo(${websiteId}, ${key}) as before`,
        before
      )).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)
    })
  }))
}
