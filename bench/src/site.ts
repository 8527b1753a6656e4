import type { SQL } from "bun"
import { createHash, createHmac } from "node:crypto"
import { authSecret } from "./programs.ts"

/** A site with its people and conversations; everything about it follows from its number. */
export interface Site {
  readonly number: number
  readonly websiteId: string
  readonly publicKey: string
  /** Of the one page that may use the key. */
  readonly origin: string
  /** The owner's session. */
  readonly cookie: string
  /** Counted from 1. */
  readonly conversationId: (n: number) => string
  readonly visitorSecret: (n: number) => string
}

/** How much there is of everything; conversation n belongs to visitor n. */
export interface Amounts {
  readonly conversations: number
  /** In each conversation. */
  readonly messages: number
}

const ulid = (site: number, kind: string, n: number) => `00${kind}${String(site).padStart(3, "0")}${String(n).padStart(20, "0")}`
const sqlUlid = (site: number, kind: string, n: string) => `'00${kind}${String(site).padStart(3, "0")}' || lpad((${n})::text, 20, '0')`
const sqlConversationId = (n: string) => `'CO' || lpad(translate((${n})::text, '0', 'A'), 16, 'B')`

export const siteOf = (number: number): Site => {
  const token = `bench-session-${number}`
  const signature = createHmac("sha256", authSecret).update(token).digest("base64")
  return {
    number,
    websiteId: ulid(number, "W", 1),
    publicKey: `pk_live_${String(number).padStart(64, "0")}`,
    origin: "https://shop.example",
    cookie: `cossistant-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}`,
    conversationId: (n) => `CO${String(n).replaceAll("0", "A").padStart(16, "B")}`,
    visitorSecret: (n) => `vs_${`${number}-${n}`.padStart(43, "0")}`
  }
}

/** Writes a site by plain SQL, past foreign keys and policies, which would take most of the time. */
export const writeSite = async (admin: SQL, number: number, { conversations, messages }: Amounts): Promise<Site> => {
  const site = siteOf(number)
  const organization = ulid(number, "X", 1)
  const user = ulid(number, "V", 1)
  const session = createHash("sha256").update(`bench-session-${number}`).digest("base64url")
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`insert into organization (id, name, slug) values (${organization}, 'Bench', ${`bench-${number}`})`
    await sql`insert into website (id, organization_id, name, slug, domain, allowed_origins)
      values (${site.websiteId}, ${organization}, 'Bench', ${`bench-${number}`}, 'shop.example', array['https://shop.example'])`
    await sql`insert into api_key (id, website_id, name, key_type, is_test, lookup, tail)
      values (${ulid(number, "K", 1)}, ${site.websiteId}, 'Bench', 'public', false, ${site.publicKey}, '0000')`
    await sql`insert into auth.users (id, name, email, "emailVerified", "updatedAt")
      values (${user}, 'Olga', ${`olga-${number}@bench.test`}, true, now())`
    await sql`insert into auth.sessions (id, "expiresAt", token, "updatedAt", "userId")
      values (${ulid(number, "S", 1)}, now() + interval '7 days', ${session}, now(), ${user})`
    await sql`insert into member (organization_id, user_id, role) values (${organization}, ${user}, 'owner')`
    await sql.unsafe(`insert into visitor (id, website_id, is_test, secret_hash)
      select ${sqlUlid(number, "N", "n")}, '${site.websiteId}', false,
        sha256(convert_to('vs_' || lpad('${number}-' || n, 43, '0'), 'UTF8'))
      from generate_series(1, ${conversations}) n`)
    await sql.unsafe(`insert into conversation (website_id, id, is_test, visitor_id, last_seq, last_public_seq, last_message_seq, last_activity_at)
      select '${site.websiteId}', ${sqlConversationId("n")}, false, ${sqlUlid(number, "N", "n")},
        ${messages}, ${messages}, ${messages}, now() - (${conversations} - n) * interval '1 second'
      from generate_series(1, ${conversations}) n`)
  })
  await writeMessages(admin, site, { from: 1, to: conversations }, { from: 1, to: messages })
  // As autovacuum does within a minute: plans made for empty tables go by the wrong index.
  await admin`analyze`
  return site
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Adds the visitor's messages to conversations; their counters are the caller's. */
export const writeMessages = async (admin: SQL, site: Site, conversations: Range, seqs: Range): Promise<void> => {
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql.unsafe(`insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id)
      select '${site.websiteId}', ${sqlConversationId("n")}, false, seq, ${sqlUlid(site.number, "M", "n::bigint * 1000000 + seq")}, 'public',
        'Where is my order number ' || seq || '? I have been waiting for a week and nobody could tell me.', ${sqlUlid(site.number, "N", "n")}
      from generate_series(${conversations.from}, ${conversations.to}) n, generate_series(${seqs.from}, ${seqs.to}) seq`)
  })
}
