import type { Lab } from "./lab.ts"
import { type Measured, note } from "./report.ts"
import { openVisitor } from "./targets.ts"

const visits = 200

/** Statements the database sees for a visitor whose socket was cut and who comes back with a token: socket, sign-in and catch-up. */
export const resume = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const site = await lab.site(visits * lab.repeats + 1, 1)
  const { admin } = await lab.productDatabase()
  const program = await lab.freshProduct()
  const visit = async (n: number, token: string | null) => {
    const socket = await openVisitor(program, site, n)
    const position = await socket.subscribe({ token }, () => {})
    socket.close()
    return position
  }
  const token = await visit(1, null)
  const statements = async () => admin<Array<{ query: string; calls: number }>>`
    select left(query, 60) as query, calls::int from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where d.datname = current_database() and toplevel and userid <> 'bench'::regrole order by calls desc`
  const during = async (what: () => Promise<unknown>) => {
    await admin`select pg_stat_statements_reset()`
    const started = performance.now()
    await what()
    const seen = await statements()
    return { seen, calls: seen.reduce((sum, { calls }) => sum + calls, 0), ms: performance.now() - started }
  }
  const runs: Array<number> = []
  for (let n = 0; n < lab.repeats; n++) {
    const all = async () => {
      // Others each round: whoever was here a moment ago is still known.
      for (let visitor = 1; visitor <= visits; visitor++) await visit(1 + n * visits + visitor, token)
    }
    const first = await during(all)
    const again = await during(all)
    const idle = await during(() => Bun.sleep(6000))
    const perVisit = ({ calls, ms }: typeof first) => (calls - idle.calls * ms / idle.ms) / visits
    // To a tenth: what the whole site asks now and then belongs to no visit.
    runs.push(Math.round(perVisit(again) * 10) / 10)
    if (n > 0) continue
    note(`someone who wasn't here lately: ${perVisit(first).toFixed(2)}`)
    for (const { calls, query } of again.seen.slice(0, 2)) note(`${(calls / visits).toFixed(2)}  ${query.replaceAll(/\s+/g, " ")}`)
  }
  return [{ figure: "resume.queries", runs }]
}
