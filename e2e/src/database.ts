import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import pg from "pg"
import type { RunningServer } from "./startServer.ts"

/** The address of a database of the Postgres a running server brought, as its superuser. */
export const databaseUrl = (server: RunningServer, name: string): string => {
  const [found] = new Bun.Glob("data/**/postmaster.pid").scanSync({ cwd: server.folder, dot: true, followSymlinks: true })
  if (found === undefined) throw new Error("The server has no database of its own.")
  const folder = join(server.folder, dirname(found))
  const port = Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[3])
  const password = readFileSync(join(folder, "cossistant.password"), "utf8")
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`
}

/** Runs one statement in the database of a running server, as its superuser: for amounts that no person types. Gives its rows. */
export const runSql = async (server: RunningServer, statement: string): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> => {
  const client = new pg.Client({ connectionString: databaseUrl(server, "cossistant") })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}
