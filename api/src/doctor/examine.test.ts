import { assert, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { tmpdir } from "node:os"
import path from "node:path"
import { execPath, pid } from "node:process"
import { startHttpPeer } from "../mail/testing/httpPeer.ts"
import { ownerClient } from "../sql/Database.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { makeSecretBox } from "../websites/secretBox.ts"
import { oldestWriter } from "./databaseChecks.ts"
import { examine } from "./examine.ts"
import { Resolver } from "./Resolver.ts"

/** A sound installation whose server isn't running: nobody listens on port 1. */
const healthy = {
  BETTER_AUTH_SECRET: "a".repeat(32), API_KEY_SECRET: "b".repeat(32), ENCRYPTION_KEY: "c".repeat(32),
  EMAIL_TRANSPORT_PROVIDER: "outbox", STORAGE_PROVIDER: "disk", POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false",
  PUBLIC_APP_URL: "http://127.0.0.1:1", DATA_DIR: path.join(tmpdir(), `doctor-${pid}`)
}

const examineWith = (values: Record<string, string>) =>
  Effect.gen(function*() {
    const { url } = yield* TestDatabase
    const settings = ConfigProvider.fromEnvRecord({ DATABASE_URL: Redacted.value(url), ...values })
    return yield* examine("test").pipe(Effect.provide(ConfigProvider.layer(settings)))
  })

/** What it found wrong within the database and the settings. */
const faults = (values: Record<string, string> = healthy) =>
  Effect.map(examineWith(values), (findings) => findings.flatMap((finding) =>
    !("fix" in finding) || around.includes(finding.check) ? [] : [finding]))

const around = ["server", "socket", "storage", "mail"]

/** The command as people run it: its exit code and what it says. */
const run = (env: Record<string, string>, args: ReadonlyArray<string> = []) => Effect.promise(async () => {
  const doctor = Bun.spawn([execPath, "--no-env-file", path.join(import.meta.dirname, "../../../scripts/doctor.ts"), ...args], { env, stdout: "pipe" })
  const said = await new Response(doctor.stdout).text()
  return { code: await doctor.exited, said }
})

layer(TestDatabase.layer, { excludeTestServices: true })("The doctor (P30)", (it) => {
  it.effect("finds nothing wrong with a sound installation and says what it looked at", () =>
    Effect.gen(function*() {
      const findings = yield* examineWith(healthy)
      assert.deepStrictEqual(findings.map(({ check, level }) => [check, level]), [
        ["settings", "ok"], ["database", "ok"], ["clock", "ok"], ["migrations", "ok"], ["tenants", "ok"], ["oldest writer", "ok"],
        ["identity", "ok"], ["work", "ok"], ["server", "warning"], ["clock", "note"], ["socket", "warning"], ["storage", "warning"], ["mail", "warning"],
        ["billing", "ok"], ["analytics", "ok"], ["geo", "ok"]
      ])
      for (const { check, detail } of findings) {
        if (["server", "socket", "storage"].includes(check)) assert.match(detail, /running/)
        if (check === "mail") assert.include(detail, "outbox")
      }
    }))

  it.effect("as a command ends with 0 when nothing is a problem, and with 1 when something is, each with what to do", () =>
    Effect.gen(function*() {
      const { url } = yield* TestDatabase
      const sound = yield* run({ ...healthy, DATABASE_URL: Redacted.value(url) })
      assert.strictEqual(sound.code, 0, sound.said)
      assert.include(sound.said, "warning  mail: Letters stay in the outbox")
      const unsound = yield* run({ ...healthy, DATABASE_URL: Redacted.value(url), SIGN_UP: "everyone" })
      assert.strictEqual(unsound.code, 1, unsound.said)
      assert.match(unsound.said, /PROBLEM {2}settings: SIGN_UP.*\n +what to do: /)
      const asJson = yield* run({ ...healthy, DATABASE_URL: Redacted.value(url) }, ["--json"])
      const parsed = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(Schema.Struct({ check: Schema.String, level: Schema.String, detail: Schema.String }))))(asJson.said)
      assert.includeDeepMembers([...parsed], [{ check: "settings", level: "ok", detail: "All can be read." }])
    }))

  it.effect("names each bad setting", () =>
    Effect.gen(function*() {
      const found = yield* faults({ ...healthy, SIGN_UP: "everyone", ENCRYPTION_KEY: "short" })
      assert.deepStrictEqual(found.map(({ check }) => check), ["settings", "settings"])
      assert.include(found.map(({ detail }) => detail).join(), "ENCRYPTION_KEY")
    }))

  it.effect("names an unreachable database without its password", () =>
    Effect.gen(function*() {
      const [found] = yield* faults({ ...healthy, DATABASE_URL: "postgres://someone:hunter2@127.0.0.1:1/x" })
      assert.strictEqual(found?.check, "database")
      assert.notInclude(JSON.stringify(found), "hunter2")
    }))

  it.effect("names an open table with the SQL that closes it, and migrations this program doesn't know", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* admin`create table forgotten (website_id text)`
      yield* admin`grant select on forgotten to cossistant_app`
      yield* admin`insert into migration (migration_id, name) values (9001, 'from_the_future')`
      const found = yield* faults()
      yield* admin`drop table forgotten`
      yield* admin`delete from migration where migration_id = 9001`
      assert.deepStrictEqual(found.map(({ check }) => check), ["migrations", "tenants"])
      assert.include(JSON.stringify(found), "from_the_future")
      assert.include(JSON.stringify(found), "call protect_tenant_table('forgotten');")
    }))

  it.effect("names an ENCRYPTION_KEY that isn't the one of this database, and is content with the one that is", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* admin`insert into organization (id, name, slug) values ('o2', 'Acme', 'acme2')`
      yield* admin`insert into website (id, organization_id, name, slug, domain) values ('w2', 'o2', 'Acme', 'acme2', 'acme.test')`
      yield* admin`insert into identity_secret (website_id, id, sealed) values ('w2', 's2', ${makeSecretBox(healthy.ENCRYPTION_KEY).seal("is_1", "w2 s2")})`
      const kept = yield* faults()
      const found = yield* faults({ ...healthy, ENCRYPTION_KEY: "d".repeat(32) })
      yield* admin`delete from website`
      assert.deepStrictEqual(kept, [])
      assert.deepStrictEqual(found.map(({ check, level }) => [check, level]), [["secrets", "problem"]])
      assert.include(found[0]?.detail, "ENCRYPTION_KEY")
    }))

  it.effect("names a database that takes no writes", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      const name = new URL(Redacted.value(url)).pathname.slice(1)
      const turn = (mode: string) => admin.unsafe(`alter database ${name} set default_transaction_read_only = ${mode}`)
      yield* turn("on")
      const found = yield* faults()
      yield* turn("off")
      assert.deepStrictEqual(found.map(({ check, detail }) => [check, detail]), [["database", "The database takes no writes."]])
    }))

  it.effect("of a database that the program was never started on says that, and nothing twice", () =>
    Effect.gen(function*() {
      const empty = Context.get(yield* Layer.build(TestDatabase.layerEmpty), TestDatabase)
      const found = yield* faults({ ...healthy, DATABASE_URL: Redacted.value(empty.url) })
      assert.deepStrictEqual(found.map(({ check }) => check), ["migrations"])
    }).pipe(Effect.scoped))

  it.effect("of a database whose login may not make the tables that are missing names the SQL that lets it", () =>
    Effect.gen(function*() {
      const empty = Context.get(yield* Layer.build(TestDatabase.layerEmpty), TestDatabase)
      const login = `poor${pid}`
      yield* Effect.acquireRelease(empty.admin.unsafe(`create role ${login} login password 'secret'`), () => Effect.orDie(empty.admin.unsafe(`drop role ${login}`)))
      const url = new URL(Redacted.value(empty.url))
      url.username = login
      url.password = "secret"
      const found = yield* faults({ ...healthy, DATABASE_URL: url.href })
      const [migrations] = found.filter(({ check }) => check === "migrations")
      assert.include(migrations?.detail, `the login ${login} may not make their tables`)
      assert.strictEqual(migrations?.fix, `alter database ${url.pathname.slice(1)} owner to ${login};`)
    }).pipe(Effect.scoped))

  it.effect("as a command names what is misspelled in the environment, too", () =>
    Effect.gen(function*() {
      const { url } = yield* TestDatabase
      const { said } = yield* run({ ...healthy, DATABASE_URL: Redacted.value(url), SMPT_HOST: "mail.acme.test", HOSTNAME: "acme", SMTP_HOST_NAME: "x" })
      assert.match(said, /warning {2}settings: SMPT_HOST is set, and nothing reads it\.\n.*SMTP_HOST/)
      assert.notMatch(said, /HOSTNAME|SMTP_HOST_NAME/)
    }))

  it.effect("warns of a public address in clear and of proxies that may be anybody", () =>
    Effect.gen(function*() {
      const found = yield* faults({ ...healthy, PUBLIC_APP_URL: "http://support.acme.invalid", TRUSTED_PROXIES: "10.0.0.1,0.0.0.0/0" })
      assert.deepStrictEqual(found.map(({ check, level }) => [check, level]), [["settings", "warning"], ["settings", "warning"]])
      assert.include(found[0]?.detail, "in clear")
      assert.include(found[1]?.detail, "TRUSTED_PROXIES")
    }))

  it.effect("names the sites that believe unsigned identities", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
      yield* admin`insert into website (id, organization_id, name, slug, domain, identity_verification) values ('w', 'o', 'Acme', 'acme', 'acme.test', 'off')`
      const found = yield* faults()
      yield* admin`delete from website`
      assert.deepStrictEqual(found.map(({ check }) => check), ["identity"])
      assert.include(found[0]?.detail, "Acme")
    }))

  it.effect("goes through the documented e-mail checklist in its words, whichever provider sends", () => Effect.gen(function*() {
    const resend = yield* Effect.acquireRelease(
      Effect.sync(() => startHttpPeer(() => Response.json({ data: [{ id: "d", name: "acme.test", status: "verified", created_at: "", region: "eu-west-1" }] }))),
      ({ close }) => Effect.promise(close)
    )
    const sender = { ...healthy, EMAIL_NOTIFICATION_FROM: "Support <support@acme.test>" }
    const ways = [
      { EMAIL_TRANSPORT_PROVIDER: "resend", RESEND_API_KEY: "re_1", RESEND_BASE_URL: resend.url },
      { EMAIL_TRANSPORT_PROVIDER: "ses", SES_ACCESS_KEY_ID: "AKIATEST", SES_SECRET_ACCESS_KEY: "s", SES_ENDPOINT: "http://127.0.0.1:1" },
      { EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "127.0.0.1", SMTP_PORT: "1" }
    ]
    const seen = yield* Effect.forEach(ways, (way) => Effect.map(examineWith({ ...sender, ...way }).pipe(
      Effect.provideService(Resolver, { txt: async () => [], mx: async () => [] })
    ), (found) => found.filter(({ check }) => check === "e-mail checklist")))
    for (const found of seen) {
      assert.deepStrictEqual(found.slice(0, 4).map(({ detail }) => detail.split(":")[0]), [
        "a transactional email sends successfully", "the sender domain is verified and accepted by the provider",
        "replies land back in the correct conversation", "lifecycle events reach the API and update delivery or suppression state correctly"
      ])
    }
    // Verified as Resend says; SES can't be asked; a mail server shows by taking a letter.
    assert.deepStrictEqual(seen.map(([, sender]) => sender?.level), ["ok", "problem", "warning"])
  }).pipe(Effect.scoped))

  it.effect("names the transaction that holds every sync token back, and how to end it", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      const owner = yield* ownerClient(url)
      const fixes = yield* admin.withTransaction(Effect.gen(function*() {
        const [writer] = yield* admin<{ pid: number }>`select pg_backend_pid() as pid, pg_current_xact_id()::text as xid`
        const findings = yield* oldestWriter(-1).pipe(Effect.provideService(SqlClient, owner))
        return { expected: `select pg_terminate_backend(${writer?.pid});`, found: JSON.stringify(findings) }
      }))
      assert.include(fixes.found, fixes.expected)
    }))
})
