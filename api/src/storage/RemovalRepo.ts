import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

/** A key, or a prefix that ends in `/`, of a site that may be gone. */
export interface Removal {
  readonly websiteId: string
  readonly place: string
}

/** What is still to be removed from the storage; written down by `remove_files` together with what named it. */
export class RemovalRepo extends Context.Service<RemovalRepo, {
  /** What is due, of all sites; not due again before it was tried. */
  readonly claim: (most: number) => Effect.Effect<ReadonlyArray<Removal>>
  readonly done: (removal: Removal) => Effect.Effect<void>
}>()("api/storage/RemovalRepo") {
  static readonly layer = Layer.effect(RemovalRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    return RemovalRepo.of({
      claim: (most) => Effect.orDie(sql<Removal>`select * from claim_removals(${most})`),
      done: ({ place, websiteId }) => withTenant({ websiteId, data: "all" }, sql`delete from file_removal where place = ${place}`).pipe(
        Effect.provideService(SqlClient, sql), Effect.orDie, Effect.asVoid)
    })
  }))
}
