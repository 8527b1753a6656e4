import type { ContactRow } from "@cossistant/core/publicApi/Contact"
import type { ContactCursor, ContactOrder } from "@cossistant/core/publicApi/contactsApi"
import type * as Statement from "effect/sql/Statement"
import type { SqlClient } from "effect/sql/SqlClient"
import { instantOf } from "../sql/PageEnd.ts"
import type { TenantScope } from "../sql/Tenant.ts"

export interface ContactFilter {
  readonly email?: string
  readonly externalId?: string
  readonly contactOrganizationId?: string
  /** Words somewhere in name, address or external id, in any case. */
  readonly search?: string
  readonly visitorStatus?: "all" | "withVisitors" | "withoutVisitors"
}

/** The last row of a page: what it was ordered by, as text, and its id. */
export interface ContactEnd {
  readonly value: string
  readonly id: string
}

const micros = (column: string) => ({ column, shown: `(extract(epoch from ${column}) * 1000000)::bigint::text`, fits: /^\d{1,17}$/, isTime: true })
const words = (column: string) => ({ column, shown: column, fits: /^[^\0]*$/, isTime: false })

/** Each order is the end of an index: the column, then the id beside it. */
const orders = {
  name: { ...words("k.name_key"), id: "k.id" },
  email: { ...words("k.email_key"), id: "k.id" },
  createdAt: { ...micros("k.created_at"), id: "k.id" },
  updatedAt: { ...micros("k.updated_at"), id: "k.id" },
  visitorCount: { column: "s.visitors", shown: "s.visitors::text", fits: /^\d{1,9}$/, isTime: false, id: "s.contact_id" },
  lastSeenAt: { ...micros("s.last_seen_at"), id: "s.contact_id" }
} as const

export const toContactCursor = ({ id, value }: ContactEnd): string => `${Buffer.from(value).toString("base64url")}.${id}`

/** Undefined for one that was made for a list in another order. */
export const fromContactCursor = (cursor: ContactCursor, order: ContactOrder): ContactEnd | undefined => {
  const [encoded = "", id = ""] = cursor.split(".")
  const value = Buffer.from(encoded, "base64url").toString()
  return orders[order].fits.test(value) ? { value, id } : undefined
}

/** One page of a site's contacts, by one of the indexes made for it. */
export const contactPage = (sql: SqlClient, scope: TenantScope, filter: ContactFilter, page: {
  readonly orderBy: ContactOrder
  readonly isAscending: boolean
  readonly after: ContactEnd | null
  readonly limit: number
}): Statement.Statement<{ readonly contact: ContactRow; readonly value: string; readonly id: string }> => {
  const { contactOrganizationId, email, externalId, search, visitorStatus = "all" } = filter
  const { after, isAscending, limit, orderBy } = page
  const { column, id, isTime, shown } = orders[orderBy]
  const [by, ids] = [sql.literal(column), sql.literal(id)]
  const [direction, beyond] = isAscending ? [sql.literal("asc"), sql.literal(">")] : [sql.literal("desc"), sql.literal("<")]
  const valueOf = ({ value }: ContactEnd) => isTime
    ? sql`${instantOf({ at: value, id: "" })}::timestamptz`
    : orderBy === "visitorCount" ? sql`${Number(value)}::integer` : sql`${value}`
  return sql`
    select wire_contact(k)::jsonb || jsonb_build_object('contactOrganizationName', o.name, 'visitorCount', s.visitors,
        'lastSeenAt', wire_time(nullif(s.last_seen_at, 'epoch'))) as contact, k.id, ${sql.literal(shown)} as value
    from contact k join contact_presence s on s.contact_id = k.id left join contact_organization o on o.id = k.contact_organization_id
    where ${sql.and([
      sql`k.website_id = ${scope.websiteId} and k.is_test = ${scope.data === "test"} and k.deleted_at is null`,
      sql`s.website_id = ${scope.websiteId} and s.is_test = ${scope.data === "test"}`,
      ...(email === undefined ? [] : [sql`k.email = ${email.toLowerCase()}`]),
      ...(externalId === undefined ? [] : [sql`k.external_id = ${externalId}`]),
      ...(contactOrganizationId === undefined ? [] : [sql`k.contact_organization_id = ${contactOrganizationId}`]),
      ...(search === undefined ? [] : [sql`position(${search.toLowerCase()} in k.name_key || E'\\n' || k.email_key || E'\\n' || lower(coalesce(k.external_id, ''))) > 0`]),
      ...(visitorStatus === "all" ? [] : [visitorStatus === "withVisitors" ? sql`s.visitors > 0` : sql`s.visitors = 0`]),
      ...(after === null ? [] : [sql`(${by}, ${ids}) ${beyond} (${valueOf(after)}, ${after.id})`])
    ])} order by ${by} ${direction}, ${ids} ${direction} limit ${limit}`
}
