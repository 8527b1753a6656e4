import type * as Statement from "effect/sql/Statement"
import type { SqlClient } from "effect/sql/SqlClient"
import { instantOf, type PageEnd } from "../sql/PageEnd.ts"
import type { TenantScope } from "../sql/Tenant.ts"
import type { Faces, Whose } from "./ApiConversationRepo.ts"

export interface VisitorPage {
  /** Null: all but archived ones. */
  readonly view: "open" | "resolved" | null
  /** `updatedAt`: when something was last said. */
  readonly orderBy: "updatedAt" | "createdAt"
  readonly order: "asc" | "desc"
  readonly after: PageEnd | null
  readonly limit: number
}

/** One page of a visitor's conversations, its proven contact's included. */
export const visitorPage = (
  sql: SqlClient, { websiteId }: TenantScope, { contactId, visitorId }: Whose, { after, limit, order, orderBy, view }: VisitorPage
): Statement.Statement<Faces & PageEnd> => {
  // By creation, what is the visitor's own is sorted: another index would cost every message more than that.
  const at = sql.literal(orderBy === "createdAt" ? "c.created_at" : "w.last_activity_at")
  const [direction, beyond] = order === "asc" ? [sql.literal("asc"), sql.literal(">")] : [sql.literal("desc"), sql.literal("<")]
  return sql`
    select w.inbox, w.public, wire_time(c.visitor_seen_at) as seen_at, w.id, (extract(epoch from ${at}) * 1000000)::bigint::text as at
    from wire_conversation w join conversation c on c.website_id = w.website_id and c.id = w.id
    where w.website_id = ${websiteId} and ${contactId === null ? sql`w.visitor_id = ${visitorId}` : sql`(w.visitor_id = ${visitorId} or w.contact_id = ${contactId})`}
      and ${view === null ? sql`w.view <> 'archived'` : sql`w.view = ${view}`}
      ${after === null ? sql`` : sql`and (${at}, w.id) ${beyond} (${instantOf(after)}::timestamptz, ${after.id})`}
    order by ${at} ${direction}, w.id ${direction} limit ${limit}`
}
