import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

/** Who is to be erased, held until the transaction ends. */
export interface Person {
  readonly contact: { readonly id: string; readonly externalId: string | null; readonly email: string | null; readonly isTest: boolean } | null
  readonly visitorIds: ReadonlyArray<string>
}

/** What is gone from the tables. */
export interface Gone {
  readonly conversations: ReadonlyArray<string>
  /** Keys of sealed letters that stood in other people's conversations. */
  readonly originals: ReadonlyArray<string>
}

/** Rows of people who are erased. Everything but `within`, `erasedAt` and `sweep` runs inside `within`. */
export class ErasureRepo extends Context.Service<ErasureRepo, {
  readonly within: <A, E>(websiteId: string, effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
  /** A contact, or a visitor and the contact behind it, with all devices. */
  readonly hold: (websiteId: string, who: { readonly contactId: string } | { readonly visitorId: string }) => Effect.Effect<Person>
  readonly organizationOf: (websiteId: string) => Effect.Effect<string>
  readonly erase: (websiteId: string, person: Person) => Effect.Effect<Gone>
  /** Notes that identity tokens from before say nothing any more. */
  readonly refuseTokens: (websiteId: string, identity: Uint8Array) => Effect.Effect<void>
  readonly sweep: Effect.Effect<void>
}>()("api/contacts/ErasureRepo") {
  static readonly layer = Layer.effect(ErasureRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    interface Held {
      readonly contact: { readonly id: string; readonly external_id: string | null; readonly email: string | null; readonly is_test: boolean } | null
      readonly visitorIds: ReadonlyArray<string>
    }
    const sure = <A>(row: A | undefined) => row === undefined ? Effect.die(new Error("A function gave no row.")) : Effect.succeed(row)
    return ErasureRepo.of({
      // The cast says what withTenant does: a broken database is a defect.
      within: (websiteId, effect) => withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql)) as typeof effect,
      hold: (websiteId, who) => Effect.orDie(sql<{ person: Held }>`
        select person_of(${websiteId}, ${"contactId" in who ? who.contactId : null}, ${"visitorId" in who ? who.visitorId : null}) as person`).pipe(
        Effect.flatMap(([row]) => sure(row)),
        Effect.map(({ person: { contact, visitorIds } }) => ({
          contact: contact === null ? null : { id: contact.id, externalId: contact.external_id, email: contact.email, isTest: contact.is_test },
          visitorIds
        }))
      ),
      organizationOf: (websiteId) => Effect.orDie(sql<{ organizationId: string }>`select organization_id from website where id = ${websiteId}`).pipe(
        Effect.flatMap(([row]) => sure(row)), Effect.map(({ organizationId }) => organizationId)),
      erase: (websiteId, { contact, visitorIds }) => Effect.orDie(sql<{ gone: Gone }>`
        select erase_person(${websiteId}, ${contact?.id ?? null}, ${visitorIds}, ${contact?.email?.toLowerCase() ?? null}) as gone`).pipe(
        Effect.flatMap(([row]) => sure(row)), Effect.map(({ gone }) => gone)),
      refuseTokens: (websiteId, identity) => Effect.orDie(Effect.asVoid(sql`
        insert into erased_identity as e (website_id, identity) values (${websiteId}, ${identity})
        on conflict (website_id, identity) do update set erased_at = now()`)),
      sweep: Effect.orDie(Effect.asVoid(sql`select sweep_erased()`))
    })
  }))
}
