import { OrganizationId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"

/** Who may claim and send a file: a visitor or a member. */
export type Author =
  | { readonly visitorId: string; readonly contactId: string | null }
  | { readonly userId: string }

/** What a file is for: to be sent in a conversation, or to be the picture of a person or a site. */
export type Purpose = "attachment" | "avatar" | "logo"

export interface NewUpload {
  readonly key: string
  readonly purpose: Purpose
  /** Null for a picture. */
  readonly conversationId: string | null
  readonly isTest: boolean
  readonly author: Author
  readonly filename: string
  readonly mediaType: string
  readonly size: number
  readonly expiresAt: Date
}

const Upload = Schema.Struct({
  filename: Schema.String,
  mediaType: Schema.String,
  size: Schema.Int,
  isClaimed: Schema.Boolean
})

const Thread = Schema.Struct({ organizationId: OrganizationId, isTest: Schema.Boolean, visitorId: Schema.String })

/** Rows of files, and the room they take. */
export class UploadRepo extends Context.Service<UploadRepo, {
  /** Whether this author may attach to the conversation; whether it holds test data. A visitor may begin one. */
  readonly place: (scope: TenantScope, conversationId: string, author: Author) => Effect.Effect<{ readonly isTest: boolean } | undefined>
  /** A conversation that is there, whoever asks. */
  readonly thread: (scope: TenantScope, conversationId: string) => Effect.Effect<typeof Thread.Type | undefined>
  /** False when the site's files would take more than `quota` bytes. */
  readonly add: (scope: TenantScope, upload: NewUpload, quota: number) => Effect.Effect<boolean>
  /** A file this author may claim, or has claimed: half a day after its grant at most, long before it is swept away. */
  readonly find: (scope: TenantScope, key: string, author: Author, purpose: Purpose) => Effect.Effect<typeof Upload.Type | undefined>
  readonly claim: (scope: TenantScope, key: string, mediaType: string) => Effect.Effect<void>
  readonly unclaimed: (before: Date, most: number) => Effect.Effect<ReadonlyArray<string>>
  /** Forgets files that were not claimed, and gives their room back; gives how many. */
  readonly forget: (keys: ReadonlyArray<string>) => Effect.Effect<number>
  /**
   * Looks at files that were claimed before this moment, each once, and removes those that nothing uses, with their room: gives
   * their keys. That the files go is written down.
   */
  readonly dropUnused: (before: Date, most: number) => Effect.Effect<{ readonly looked: number; readonly keys: ReadonlyArray<string> }>
}>()("api/uploads/UploadRepo") {
  static readonly layer = Layer.effect(UploadRepo, Effect.suspend(() => make))
}

const make = Effect.gen(function*() {
  const sql = yield* SqlClient.SqlClient
  const inScope = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
    withTenant(scope, effect).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)
  const mine = (author: Author) => "userId" in author
    ? sql`user_id = ${author.userId}`
    : sql`visitor_id = ${author.visitorId}`
  const found = SqlSchema.findAll({
    Request: Schema.Any,
    Result: Upload,
    execute: ({ author, key, purpose }: { readonly author: Author; readonly key: string; readonly purpose: Purpose }) => sql`
      select filename, media_type, size, claimed_at is not null as is_claimed
      from upload where key = ${key} and ${mine(author)} and purpose = ${purpose}
        and (claimed_at is not null or granted_at > now() - interval '12 hours')`
  })
  const thread = SqlSchema.findAll({
    Request: Schema.String,
    Result: Thread,
    execute: (conversationId) => sql`
      select w.organization_id, c.is_test, c.visitor_id from conversation c join website w on w.id = c.website_id
      where c.website_id = app_website() and c.id = ${conversationId}`
  })

  return UploadRepo.of({
    place: (scope, conversationId, author) => inScope(scope, Effect.gen(function*() {
      const [row] = yield* sql<{ isTest: boolean; visitorId: string; contactId: string | null }>`
        select is_test, visitor_id, contact_id from conversation where website_id = ${scope.websiteId} and id = ${conversationId}`
      if ("userId" in author) return row
      // The first message of a conversation may carry files: then it isn't there yet.
      if (row === undefined) return { isTest: scope.data === "test" }
      return row.visitorId === author.visitorId || (row.contactId !== null && row.contactId === author.contactId) ? row : undefined
    })),
    thread: (scope, conversationId) => Effect.map(inScope(scope, thread(conversationId)), ([row]) => row),
    add: (scope, { author, ...upload }, quota) => inScope(scope, Effect.gen(function*() {
      const room = yield* sql`
        insert into storage_use (website_id, bytes) select ${scope.websiteId}, ${upload.size}::bigint where ${upload.size} <= ${quota}::bigint
        on conflict (website_id) do update set bytes = storage_use.bytes + excluded.bytes
          where storage_use.bytes + excluded.bytes <= ${quota}::bigint
        returning bytes::int8`
      if (room.length === 0) return false
      const by = "userId" in author ? { userId: author.userId } : { visitorId: author.visitorId }
      yield* sql`insert into upload ${sql.insert({ ...upload, ...by, websiteId: scope.websiteId })}`
      return true
    })),
    find: (scope, key, author, purpose) => Effect.map(inScope(scope, found({ author, key, purpose })), ([row]) => row),
    claim: (scope, key, mediaType) => Effect.asVoid(inScope(scope, sql`
      update upload set claimed_at = coalesce(claimed_at, now()), media_type = ${mediaType} where key = ${key}`)),
    unclaimed: (before, most) => Effect.map(
      Effect.orDie(sql<{ key: string }>`select key from unclaimed_uploads(${before}, ${most}) as key`),
      (rows) => rows.map(({ key }) => key)
    ),
    forget: (keys) => Effect.map(
      Effect.orDie(sql<{ count: number }>`select forget_uploads(${keys}) as count`),
      ([row]) => row?.count ?? 0
    ),
    dropUnused: (before, most) => Effect.map(
      Effect.orDie(sql<{ looked: number; keys: ReadonlyArray<string> }>`select looked, keys from drop_unused_uploads(${before}, ${most})`),
      ([row]) => row ?? { looked: 0, keys: [] }
    )
  })
})
