import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { checkedSettings } from "../capabilities/checkedSettings.ts"
import { type Entry, Settings } from "../settings/Settings.ts"
import { ownerClient } from "../sql/Database.ts"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { serverWords } from "../sql/DatabaseError.ts"
import * as mail from "../mail/layer.ts"
import { backlog, identityOff, migrationsApplied, oldestWriter, tenantsApart, writable } from "./databaseChecks.ts"
import { exposure } from "./exposure.ts"
import { fine, type Finding, problem } from "./Finding.ts"
import { mailChecklist } from "./mailChecklist.ts"
import { outside } from "./outside.ts"
import { sealedOpens } from "./sealed.ts"

/** Looks the installation over and answers with what it found, never with an error: whatever isn't well names its fix. */
export const examine = Effect.fn("doctor.examine")(function*(entry: Entry) {
  const settings = yield* Effect.result(Effect.scoped(Layer.build(checkedSettings(entry))))
  if (settings._tag === "Failure") {
    const wrong = settings.failure.problems.map((what) => problem("settings", what, "Set it in the environment or in .env."))
    return [...wrong, ...(yield* database([]))]
  }
  const provider = yield* Effect.orDie(mail.choice)
  const own = Context.get(settings.success, Settings)
  const around = yield* outside(own)
  const further = [sealedOpens(own.secrets.encryption), mailChecklist(provider, around.find(({ check }) => check === "mail"))]
  return [fine("settings", "All can be read."), ...(yield* exposure(own.publicUrl)), ...(yield* database(further)), ...around]
})

/** Looks at the database, and asks it what else is to be asked there. */
const database = (further: ReadonlyArray<Check>) => Effect.gen(function*() {
  const address = yield* DatabaseAddress
  const client = yield* ownerClient(address.directUrl)
  const look = (some: ReadonlyArray<Check>) => Effect.forEach(some, orRefused).pipe(
    Effect.map((findings) => findings.flat()),
    Effect.provideService(SqlClient, client),
    Effect.provideService(DatabaseAddress, address)
  )
  const ground = yield* look(checks)
  // Tables that a migration is still to make can't be asked.
  const isWhole = !ground.some(({ check, level }) => check === "migrations" && level === "problem")
  return [fine("database", "It answers."), ...ground, ...(isWhole ? yield* look([identityOff, backlog(300), ...further]) : [])]
}).pipe(
  Effect.provide(DatabaseAddress.layerTool("existing")),
  Effect.scoped,
  Effect.catch((error) => Effect.succeed([problem("database", error.message, "Put that right and run the doctor again.")]))
)

type Check = Effect.Effect<ReadonlyArray<Finding>, SqlError, SqlClient | DatabaseAddress>

/** A check whose query the database refuses is a finding too: most often its tables aren't there yet. */
const orRefused = (check: Check) =>
  check.pipe(Effect.catch((error) =>
    Effect.succeed([problem("database", `A check was refused: ${serverWords(error)}.`, "Start the program once, then run the doctor again.")])))

const tolerated = Duration.seconds(5)

const clock = Effect.gen(function*() {
  const sql = yield* SqlClient
  const [server] = yield* sql<{ now: Date }>`select clock_timestamp() as now`
  const ours = yield* DateTime.now
  const apart = Duration.millis(Math.abs((server?.now.getTime() ?? 0) - DateTime.toEpochMillis(ours)))
  return Duration.isLessThanOrEqualTo(apart, tolerated)
    ? [fine("clock", "The database's clock and this machine's agree.")]
    : [problem("clock", `The database's clock and this machine's are ${Duration.format(apart)} apart.`, "Let both follow a time server (NTP).")]
})

const checks: ReadonlyArray<Check> = [writable, clock, migrationsApplied, tenantsApart, oldestWriter(60)]
