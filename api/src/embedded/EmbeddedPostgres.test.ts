import * as PgClient from "@effect/sql-pg/PgClient"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import * as EmbeddedPostgres from "./EmbeddedPostgres.ts"
import { until } from "../testing/until.ts"
import { becomes, ended, impostor, killed, leaveLockFile, runProgram, serverAccount, strangersPort } from "./fixtures/processes.ts"

const home = mkdtempSync("/tmp/cossistant-embedded-")
const dataDir = path.join(home, "postgres")
const pidFile = path.join(dataDir, "postmaster.pid")
// A zombie and a borrowed name are told by /proc.
const hasProc = existsSync("/proc/self/stat")
const start = EmbeddedPostgres.start({ dataDir })
const connect = (url: Redacted.Redacted) => PgClient.make({ url, maxConnections: 4 }).pipe(Effect.provide(Reactivity.layer))

describe("The embedded Postgres", () => {
  beforeAll(() => chmodSync(home, 0o755))
  afterAll(async () => {
    await Effect.runPromise(Effect.scoped(start))
    rmSync(home, { recursive: true, force: true })
  })

  it.live("loses no acknowledged row when it is killed during inserts", () =>
    Effect.gen(function*() {
      const acknowledged: Array<number> = []
      const enough = yield* Deferred.make<void>()
      const scope = yield* Scope.make()
      const first = yield* start.pipe(Scope.provide(scope))
      const sql = yield* connect(first.url).pipe(Scope.provide(scope))
      yield* sql`create table kept (n int primary key)`
      let next = 0
      const writer = Effect.gen(function*() {
        const n = next++
        yield* sql`insert into kept (n) values (${n})`
        acknowledged.push(n)
        if (acknowledged.length === 300) yield* Deferred.succeed(enough, undefined)
      }).pipe(Effect.forever, Effect.ignore)
      const writers = Effect.forEach([1, 2, 3, 4], () => writer, { concurrency: "unbounded" })
      yield* Effect.all([
        writers,
        Deferred.await(enough).pipe(Effect.andThen(Effect.sync(() => process.kill(first.pid, "SIGKILL"))))
      ], { concurrency: "unbounded" })
      yield* Scope.close(scope, Exit.void)

      const second = yield* start
      const again = yield* connect(second.url)
      const found = new Set((yield* again<{ n: number }>`select n from kept`).map(({ n }) => n))
      assert.isAtLeast(acknowledged.length, 300)
      assert.deepStrictEqual(acknowledged.filter((n) => !found.has(n)), [])
    }).pipe(Effect.scoped))

  it.live("lets those who are just hanging up do so before it stops, without a word in its log; whoever stays is cut off", () =>
    Effect.gen(function*() {
      const log = () => existsSync(`${dataDir}.log`) ? readFileSync(`${dataDir}.log`, "utf8") : ""
      for (const isLeaving of [true, false]) {
        const before = log().length
        const scope = yield* Scope.make()
        const { url } = yield* start.pipe(Scope.provide(scope))
        const client = yield* Scope.make()
        const sql = yield* connect(url).pipe(Scope.provide(client))
        yield* sql`select 1`
        const stopping = yield* Effect.forkChild(Scope.close(scope, Exit.void))
        if (isLeaving) yield* until(Effect.sync(() => /shutdown request/.test(log().slice(before))))
        if (isLeaving) yield* Scope.close(client, Exit.void)
        yield* Fiber.join(stopping)
        if (!isLeaving) yield* Effect.exit(Scope.close(client, Exit.void))
        assert.strictEqual(/FATAL/.test(log().slice(before)), !isLeaving, log().slice(before))
        assert.isFalse(existsSync(pidFile))
      }
    }).pipe(Effect.scoped))

  it.live("is adopted by the next start when its program was killed, and stops with that one", () =>
    Effect.gen(function*() {
      const { child, line } = yield* runProgram(process.execPath, [
        "--no-env-file", path.join(import.meta.dirname, "fixtures/runServer.ts"), dataDir
      ])
      yield* killed(child)
      const adopted = yield* Effect.scoped(start)
      assert.strictEqual(String(adopted.pid), line)
      assert.isFalse(existsSync(pidFile))
    }).pipe(Effect.scoped))

  for (const first of ["a tool", "the program"]) {
    it.live(`that ${first} brought up stays for whoever came meanwhile, and the last one out stops it`, () =>
      Effect.gen(function*() {
        const [ours, theirs] = first === "a tool" ? ["stop", "as found"] as const : ["as found", "stop"] as const
        const other = yield* runProgram(process.execPath, ["--no-env-file", path.join(import.meta.dirname, "fixtures/runServer.ts"), dataDir, theirs])
        yield* Effect.scoped(Effect.gen(function*() {
          const server = yield* EmbeddedPostgres.start({ dataDir, whenDone: ours })
          assert.strictEqual(String(server.pid), other.line)
          assert.strictEqual(yield* ended(other.child), 0)
          const sql = yield* connect(server.url)
          assert.deepStrictEqual(yield* sql`select 1 as one`, [{ one: 1 }])
        }))
        assert.isFalse(existsSync(pidFile))
      }).pipe(Effect.scoped))
  }

  it.live("that a killed program left behind runs on after a tool that used it", () =>
    Effect.gen(function*() {
      const { child, line } = yield* runProgram(process.execPath, [
        "--no-env-file", path.join(import.meta.dirname, "fixtures/runServer.ts"), dataDir
      ])
      yield* killed(child)
      yield* Effect.scoped(EmbeddedPostgres.start({ dataDir, whenDone: "as found" }))
      assert.strictEqual(readFileSync(pidFile, "utf8").split("\n")[0], line)
    }).pipe(Effect.scoped))

  it.live("is one server when two starts meet, also when there was nothing yet", () =>
    Effect.gen(function*() {
      const [one, two] = yield* Effect.all([start, start], { concurrency: 2 })
      assert.strictEqual(one.pid, two.pid)
      const empty = path.join(home, "empty", "postgres")
      mkdirSync(`${empty}.new-999999999-cut`, { recursive: true })
      const first = EmbeddedPostgres.start({ dataDir: empty })
      const [three, four] = yield* Effect.all([first, first], { concurrency: 2 })
      assert.strictEqual(three.pid, four.pid)
      assert.sameMembers(readdirSync(path.dirname(empty)), ["postgres", "postgres.lock", "postgres.log"])
    }).pipe(Effect.scoped))

  it.live.skipIf(!hasProc)("starts although its old process is a zombie nobody reaps", () =>
    Effect.gen(function*() {
      const { line } = yield* runProgram("/bin/sh", [
        // Killed only when its parent is no shell any more: a shell may reap it.
        "-c", `${impostor(home)} 600 & p=$!; (until grep -q postgres /proc/$p/comm && grep -q sleep /proc/$$/comm; do :; done; kill -9 $p) & echo $p; exec sleep 600`
      ], serverAccount())
      yield* becomes(line, "Z")
      leaveLockFile(dataDir, line, 1)
      const server = yield* start
      assert.notStrictEqual(String(server.pid), line)
    }).pipe(Effect.scoped))

  it.live.skipIf(!hasProc)("is not fooled by a stranger that has the old pid and port", () =>
    Effect.gen(function*() {
      const { line } = yield* runProgram("/bin/sh", ["-c", `echo $$; exec ${impostor(home)} 600`], serverAccount())
      yield* becomes(line, "S")
      leaveLockFile(dataDir, line, yield* strangersPort)
      const server = yield* start
      assert.notStrictEqual(String(server.pid), line)
      const sql = yield* connect(server.url)
      assert.deepStrictEqual(yield* sql`select 1 as one`, [{ one: 1 }])
    }).pipe(Effect.scoped))

  it.live.skipIf(os.userInfo().uid !== 0)("run by root below a folder its own account can't enter, keeps its data where that one can, and links to it", () =>
    Effect.gen(function*() {
      const closed = mkdtempSync(path.join(home, "closed-"))
      const link = path.join(closed, "postgres")
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(path.dirname(readlinkSync(link)), { recursive: true })))
      const server = yield* EmbeddedPostgres.start({ dataDir: link })
      assert.isTrue(existsSync(path.join(readlinkSync(link), "PG_VERSION")))
      assert.isFalse(readlinkSync(link).startsWith(closed))
      const again = yield* Effect.scoped(EmbeddedPostgres.start({ dataDir: link, whenDone: "leave" }))
      assert.strictEqual(again.pid, server.pid)
    }).pipe(Effect.scoped))

  it.live("names the folder it can't use, the version it can't read and the setting Postgres refuses", () =>
    Effect.gen(function*() {
      const file = path.join(home, "a-file")
      writeFileSync(file, "")
      const blocked = yield* Effect.flip(EmbeddedPostgres.start({ dataDir: path.join(file, "postgres") }))
      assert.strictEqual(blocked._tag, "FolderUnusable")
      assert.include(blocked.message, "DATA_DIR")

      const old = path.join(home, "old")
      mkdirSync(old)
      writeFileSync(path.join(old, "PG_VERSION"), "9.6\n")
      const unreadable = yield* Effect.flip(EmbeddedPostgres.start({ dataDir: old }))
      assert.strictEqual(unreadable._tag, "ClusterVersionMismatch")
      assert.include(unreadable.message, "Postgres 9.6")

      const refused = yield* Effect.flip(EmbeddedPostgres.start({ dataDir, settings: { work_mem: "plenty" } }))
      assert.strictEqual(refused._tag, "PostgresFailed")
      assert.include(refused.message, "plenty")
    }).pipe(Effect.scoped))

  it.live("lets nobody in without its password", () =>
    Effect.gen(function*() {
      const server = yield* start
      const { port } = new URL(Redacted.value(server.superuserUrl))
      const refused = yield* Effect.flip(Effect.flatMap(
        connect(Redacted.make(`postgres://postgres:guess@127.0.0.1:${port}/postgres`)),
        (sql) => sql`select 1`
      ))
      assert.strictEqual(refused.reason._tag, "AuthenticationError")
    }).pipe(Effect.scoped))
})
