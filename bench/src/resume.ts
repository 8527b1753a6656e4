import type { Lab } from "./lab.ts"
import { type Measured, note } from "./report.ts"
import { openVisitor } from "./targets.ts"

const visits = 200

/** Statements the database sees for one visitor who comes back with a token: socket, sign-in and catch-up. */
export const resume = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const site = await lab.site(visits, 1)
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
    const { calls, ms, seen } = await during(async () => {
      for (let n = 1; n <= visits; n++) await visit(n, token)
    })
    const idle = await during(() => Bun.sleep(6000))
    runs.push((calls - idle.calls * ms / idle.ms) / visits)
    if (n === 0) for (const { calls, query } of seen.slice(0, 3)) note(`${(calls / visits).toFixed(2)}  ${query.replaceAll(/\s+/g, " ")}`)
  }
  await program.stop()
  return [{ figure: "resume.queries", runs }]
}
