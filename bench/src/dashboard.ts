import type { SQL } from "bun"
import type { Socket } from "./client.ts"
import type { Lab } from "./lab.ts"
import type { Program } from "./programs.ts"
import { type Measured, note } from "./report.ts"
import { type Site, writeSite } from "./site.ts"
import { median } from "./statistics.ts"
import { openMember } from "./targets.ts"

/** Of each conversation its beginning, an AI's and a person's first answer, its resolution and its rating are counted. */
const eventsEach = 5
const history = { large: 1_000_000, small: 10_000 }
const asks = 200

/** How much slower the inbox's strip of figures gets with a long past: medians of asking both sites by turns. */
export const dashboard = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const database = await lab.database("figures")
  const started = performance.now()
  const large = await writeHistory(database.admin, 1, history.large)
  const small = await writeHistory(database.admin, 2, history.small)
  await database.admin`vacuum analyze`
  const written = performance.now()
  const program = await lab.productOn(database)
  await counted(database.admin, history.large + history.small)
  note(`${history.large} and ${history.small} events written in ${((written - started) / 1000).toFixed(0)} s, counted by the server in ${((performance.now() - written) / 1000).toFixed(0)} s`)
  const ask = { large: await strip(program, large, history.large), small: await strip(program, small, history.small) }
  const runs: Array<number> = []
  for (let n = 0; n <= lab.repeats; n++) {
    const times = { large: new Array<number>(), small: new Array<number>() }
    for (let n = 0; n < asks; n++) {
      times.large.push(await ask.large())
      times.small.push(await ask.small())
    }
    const [most, least] = [median(times.large), median(times.small)]
    // The first round warms up.
    if (n > 0) runs.push(most / least)
    if (n === 1) note(`the strip: ${most.toFixed(2)} ms against ${least.toFixed(2)} ms`)
  }
  note(`the first one after a site was counted: ${(await first(database.admin, ask.large)).toFixed(1)} ms against ${(await first(database.admin, ask.small)).toFixed(1)} ms`)
  return [{ figure: "dashboard.grow", runs }]
}

/** The median of asking right after something was counted, when all is added up anew. */
const first = async (admin: SQL, ask: () => Promise<number>): Promise<number> => {
  const times: Array<number> = []
  for (let n = 0; n < 11; n++) {
    await admin`update analytics_position set visitors_at = clock_timestamp()`
    times.push(await ask())
  }
  return median(times)
}

/** A fraction that looks like chance and is the same each time. */
const chance = (n: string, salt: number) => `((hashint8extended(${n}, ${salt}) & 16777215) / 16777216.0::float8)`

/**
 * A site whose past is as long as figures are kept, its days alike: every conversation has been answered by an AI within seconds, by a
 * person within hours, resolved within days and rated, and its visitor was seen once more.
 */
const writeHistory = async (admin: SQL, number: number, events: number): Promise<Site> => {
  const site = await writeSite(admin, number, { conversations: 0, messages: 0 })
  const website = `'${site.websiteId}'`
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql.unsafe(`create temporary table past on commit drop as
      select n, '${number}-' || n as id, at, at + (1 + 20 * ${chance("n", 2)}) * interval '1 second' as ai_at,
        at + exp(3 + 6.5 * ${chance("n", 3)}) * interval '1 second' as person_at, at + exp(6 + 6 * ${chance("n", 4)}) * interval '1 second' as resolved_at,
        1 + (n % 5)::integer as rating
      from (select n, now() - interval '4 days' - ${chance("n", 1)} * interval '390 days' as at from generate_series(1::bigint, ${events / eventsEach}) n) d`)
    await sql.unsafe(`insert into visitor (id, website_id, is_test, secret_hash, created_at, last_seen_at)
      select 'v' || id, ${website}, false, ('v' || id)::bytea, at, person_at from past`)
    await sql.unsafe(`insert into conversation (website_id, id, is_test, visitor_id, status, resolved_at, resolved_by_user_id, created_at, last_activity_at, last_seq, last_public_seq, last_message_seq)
      select ${website}, id, false, 'v' || id, 'resolved', resolved_at, 'user', at, person_at, 3, 3, 3 from past`)
    await sql.unsafe(`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id, ai_agent_id, user_id, created_at)
      select ${website}, id, 1, id || '-1', false, 'public', 'Where is my order?', 'v' || id, null, null, at from past union all
      select ${website}, id, 2, id || '-2', false, 'public', 'I am looking.', null, 'agent', null, ai_at from past union all
      select ${website}, id, 3, id || '-3', false, 'public', 'On its way.', null, null, 'user', person_at from past`)
    await sql.unsafe(`insert into feedback (id, website_id, is_test, conversation_id, visitor_id, rating, source, created_at)
      select 'f' || id, ${website}, false, id, 'v' || id, rating, 'widget', resolved_at from past`)
  })
  return site
}

/** Waits until the server's own worker has counted all of it, on every site. */
const counted = async (admin: SQL, events: number): Promise<void> => {
  const deadline = performance.now() + 600_000
  for (;;) {
    const [row] = await admin`select (select count(*) from analytics_fact)::int as facts, (select count(*) from analytics_rating)::int as ratings`
    if (row?.facts === events / eventsEach && row.ratings === events / eventsEach) return
    if (performance.now() > deadline) throw new Error(`Only ${row?.facts} conversations were counted.`)
    await Bun.sleep(500)
  }
}

/** Asks for 30 days against the 30 before, over several sockets in turn; gives how long the answer took in milliseconds. */
const strip = async (program: Program, site: Site, events: number): Promise<() => Promise<number>> => {
  const sockets = await Promise.all(Array.from({ length: 4 }, () => openMember(program, site)))
  const read = (socket: Socket) => socket.call("analytics.inbox", { websiteId: site.websiteId, days: 30 })
  const [first] = sockets
  // The cast says what the contract does: core/src/analytics/InboxReport.ts.
  const { current } = await read(first as Socket) as { readonly current: { readonly conversations: number; readonly firstReplySeconds: number | null } }
  // 26 of the last 30 days have conversations, of 390 in all.
  const expected = events / eventsEach * 26 / 390
  if (Math.abs(current.conversations - expected) > expected / 5 || current.firstReplySeconds === null) {
    throw new Error(`The strip shows ${current.conversations} conversations instead of about ${expected}.`)
  }
  let next = 0
  return async () => {
    const socket = sockets[next++ % sockets.length] as Socket // there are four
    const started = performance.now()
    await read(socket)
    return performance.now() - started
  }
}
