import { SQL } from "bun"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import path from "node:path"
import pg from "pg"
import * as EmbeddedPostgres from "../../api/src/embedded/EmbeddedPostgres.ts"

/** The bench's own Postgres with the settings of production: every commit waits for the disk. */
export interface Postgres {
  readonly pid: number
  /** Makes an empty database that the program's login owns. */
  readonly create: (name: string) => Promise<Database>
  readonly stop: () => Promise<void>
}

export interface Database {
  /** As the program connects. */
  readonly url: string
  /** As the floor connects. */
  readonly floorUrl: string
  /** The superuser's connection: past every policy, with the statistics of the server. */
  readonly admin: SQL
}

/** Starts a Postgres in `folder`. */
export const startPostgres = async (folder: string): Promise<Postgres> => {
  const scope = await Effect.runPromise(Scope.make())
  const server = await Effect.runPromise(
    EmbeddedPostgres.start({ dataDir: path.join(folder, "postgres") }).pipe(Effect.provideService(Scope.Scope, scope))
  )
  await addLogin(Redacted.value(server.superuserUrl))
  const own = (name: string) => Object.assign(new URL(Redacted.value(server.superuserUrl)), { username: login, password: login, pathname: `/${name}` }).href
  const maintenance = new SQL({ url: own("postgres"), max: 1 })
  const admins: Array<SQL> = [maintenance]
  return {
    pid: server.pid,
    create: async (name) => {
      await maintenance.unsafe(`create database ${name} owner cossistant`)
      const admin = new SQL({ url: own(name), max: 1 })
      admins.push(admin)
      await admin`create extension if not exists pg_stat_statements`
      return { url: Object.assign(new URL(Redacted.value(server.url)), { pathname: `/${name}` }).href, floorUrl: own(name), admin }
    },
    stop: async () => {
      await Promise.all(admins.map((admin) => admin.close()))
      await Effect.runPromise(Scope.close(scope, Exit.void))
    }
  }
}

const login = "bench"

/** Bun's client refuses the single round of hashing that the program's random passwords are content with. */
const addLogin = async (superuserUrl: string) => {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  await client.query(`set scram_iterations = 4096; create role ${login} superuser login password '${login}'`)
  await client.end()
}
