import * as PgClient from "@effect/sql-pg/PgClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Redacted from "effect/Redacted"
import os from "node:os"
import * as EmbeddedPostgres from "../embedded/EmbeddedPostgres.ts"
import { memoryFolder } from "./memoryFolder.ts"

// Outside every checkout, and not TMPDIR: a test asks nothing of its caller's environment.
const dataDir = `${memoryFolder ?? "/tmp"}/cossistant-test-${os.userInfo().uid}/postgres`

/**
 * The one Postgres all tests on this machine share. The first to need it starts it and it stays for the next run, which adopts
 * it; a run only ever touches databases it made. Data here is worth nothing, so nothing waits for the disk.
 */
export const testServer = EmbeddedPostgres.start({
  dataDir,
  whenDone: "leave",
  settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "400", max_wal_size: "256MB" }
}).pipe(
  // Waiting for a process takes real time, also where a test's clock stands still.
  Effect.provideService(Clock.Clock, Clock.Clock.defaultValue())
)

/** The address of another database of the same server. */
export const databaseUrl = (url: Redacted.Redacted, name: string) => {
  const parsed = new URL(Redacted.value(url))
  parsed.pathname = `/${name}`
  return Redacted.make(parsed.href)
}

/** A superuser's client that sees through policies, names as written: for making databases and for looking behind the scenes. */
export const superuserClient = (url: Redacted.Redacted) =>
  PgClient.make({ url, applicationName: "tests", maxConnections: 3 }).pipe(Effect.provide(Reactivity.layer))
