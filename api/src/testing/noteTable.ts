import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestDatabase } from "./TestDatabase.ts"

/** A tenant table for tests of the ground itself, made as a migration would make it: by the owner. */
export const makeNoteTable = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  yield* admin`set local role cossistant`.pipe(
    Effect.andThen(admin`create table note (
      id text primary key, website_id text not null, is_test boolean not null default app_is_test(), body text not null default '',
      version integer not null default 1, changed_in xid8 not null default pg_current_xact_id())`),
    Effect.andThen(admin`call protect_tenant_table('note')`),
    admin.withTransaction
  )
})

/** A test database that also has the table `note`. */
export const layerWithNotes = Layer.effectDiscard(makeNoteTable).pipe(Layer.provideMerge(TestDatabase.layer), Layer.orDie)
