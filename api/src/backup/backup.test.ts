import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { assert, describe, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import path from "node:path"
import * as Database from "../sql/Database.ts"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { Epoch } from "../sql/Epoch.ts"
import { resumeFrom, tokenAt } from "../sync/SyncPosition.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { backup } from "./backup.ts"
import { restore } from "./restore.ts"
import { backupTables } from "./tables.ts"

type Copy = TestDatabase["Service"]

const at = (database: Copy) => Effect.provide(DatabaseAddress.layerUrl(database.url))

const populate = ({ admin }: Copy) =>
  Effect.gen(function*() {
    yield* admin`insert into organization (id, name, slug) values ('o1', 'Acme', 'acme')`
    yield* admin`insert into auth.users (id, name, email, "emailVerified") values ('u1', 'Ada', 'ada@acme.test', true)`
    yield* admin`insert into member (organization_id, user_id, role) values ('o1', 'u1', 'owner')`
    yield* admin`insert into website (id, organization_id, name, slug, domain, allowed_origins)
      values ('w1', 'o1', 'Ünïcode 🦊 "quoted"', 'acme', 'acme.test', array['https://a.test', 'https://b,c.test'])`
    yield* admin`insert into contact (id, website_id, is_test, external_id, metadata, is_verified)
      values ('c1', 'w1', false, 'x', '{"deep": {"Key": [1, null, "a\\nb"]}}', true)`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash, contact_id, created_at)
      values ('v1', 'w1', false, '\\xdeadbeef00'::bytea, 'c1', '2024-02-29 23:59:59.123456+00')`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, contact_id, last_seq) values ('w1', 'k1', false, 'v1', 'c1', 1200)`
    yield* admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id)
      select 'w1', 'k1', n, 'm' || n, false, 'public', 'line' || chr(10) || n, 'v1' from generate_series(1, 1200) n`
  })

/** All rows of all tables as text, leaving out what a restore must give anew. */
const contents = ({ admin }: Copy) =>
  Effect.gen(function*() {
    const all: Record<string, ReadonlyArray<unknown>> = {}
    for (const { columns, name, types } of yield* backupTables) {
      const kept = columns.filter((_, at) => types[at] !== "xid8").map((column) => `${column}::text`).join(", ")
      all[name] = yield* admin.unsafe(`select array_to_json(array[${kept}])::text as row from ${name} order by 1`)
    }
    return all
  }).pipe(Effect.provideService(SqlClient, admin))

const Databases = Effect.all({
  old: Effect.map(Layer.build(TestDatabase.layerDatabase), Context.get(TestDatabase)),
  fresh: Effect.map(Layer.build(TestDatabase.layerEmpty), Context.get(TestDatabase))
})

describe("P36: a backup", () => {
  it.live("restored into a new database has every row and file, and makes clients reload", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const home = yield* fs.makeTempDirectoryScoped()
      const { fresh, old } = yield* Databases
      const oldData = path.join(home, "old")
      const newData = path.join(home, "new")
      yield* fs.makeDirectory(path.join(oldData, "files", "w1"), { recursive: true })
      yield* fs.makeDirectory(path.join(oldData, "postgres"))
      for (const mine of ["run.json", "run.lock", "postgres.lock", "postgres.log"]) yield* fs.writeFileString(path.join(oldData, mine), "")
      yield* fs.writeFileString(path.join(oldData, "files", "w1", "photo"), "pixels")
      yield* fs.writeFileString(path.join(oldData, "secrets.json"), "{\"ENCRYPTION_KEY\":\"k\"}", { mode: 0o600 })
      const { id: oldEpoch } = yield* Database.prepare(old.url)
      yield* populate(old)
      const before = yield* contents(old)
      assert.strictEqual(before["public.timeline_item"]?.length, 1200)
      assert.strictEqual(before["auth.users"]?.length, 1)

      const folder = path.join(home, "backup")
      const saved = yield* backup({ folder, dataDir: oldData }).pipe(at(old))
      assert.deepStrictEqual(saved.files, ["files", "secrets.json"])
      yield* restore({ folder, dataDir: newData }).pipe(at(fresh))

      assert.deepStrictEqual(yield* contents(fresh), before)
      assert.strictEqual(yield* fs.readFileString(path.join(newData, "files", "w1", "photo")), "pixels")
      assert.strictEqual((yield* fs.stat(path.join(newData, "secrets.json"))).mode & 0o777, 0o600)
      assert.isFalse(yield* fs.exists(path.join(newData, "restoring")))

      // The restored database serves: its isolation is proven, its epoch is its own, no row lies ahead of its history.
      const served = yield* Layer.build(Database.layer.pipe(Layer.provide(DatabaseAddress.layerUrl(fresh.url))))
      const { id: epoch } = Context.get(served, Epoch)
      assert.deepStrictEqual(resumeFrom(epoch, tokenAt(oldEpoch, "1")), { reload: "restored" })
      assert.deepStrictEqual(
        yield* fresh.admin`select id from website where changed_in >= pg_snapshot_xmax(pg_current_snapshot())`, [])
      // And goes on: keys between tables hold again, triggers stamp again.
      assert.strictEqual((yield* Effect.flip(fresh.admin`insert into contact (id, website_id, is_test) values ('c2', 'nowhere', false)`)).reason._tag, "ConstraintError")
      assert.deepStrictEqual(yield* fresh.admin`update website set name = 'Acme' returning version`, [{ version: 2 }])
    }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer)))

  it.live("never overwrites: not a backup, not a database in use, not a file", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const home = yield* fs.makeTempDirectoryScoped()
      const { fresh, old } = yield* Databases
      const dataDir = path.join(home, "data")
      yield* fs.makeDirectory(dataDir)
      yield* fs.writeFileString(path.join(dataDir, "secrets.json"), "{}")
      const folder = path.join(home, "backup")
      yield* backup({ folder, dataDir }).pipe(at(old))

      assert.strictEqual((yield* Effect.flip(backup({ folder, dataDir }).pipe(at(old))))._tag, "BackupExists")
      const inUse = yield* Effect.flip(restore({ folder, dataDir: path.join(home, "empty") }).pipe(at(old)))
      assert.strictEqual(inUse._tag, "RestoreTargetInUse")
      const kept = yield* Effect.flip(restore({ folder, dataDir }).pipe(at(fresh)))
      assert.include(kept.message, "secrets.json is in use already")
    }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer)))

  it.live("that can't be made says why in a sentence, and leaves nothing behind", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const home = yield* fs.makeTempDirectoryScoped()
      const { fresh, old } = yield* Databases
      const dataDir = path.join(home, "data")
      yield* fs.makeDirectory(dataDir)
      const refused = (folder: string, database: Copy) => Effect.flip(backup({ folder, dataDir }).pipe(at(database)))

      const empty = yield* refused(path.join(home, "backup"), fresh)
      assert.strictEqual(empty._tag, "DatabaseRefused")
      assert.include(empty.message, "never started on it")
      const unwritable = yield* refused("/proc/backup", old)
      assert.strictEqual(unwritable._tag, "BackupUnwritable")
      assert.match(unwritable.message, /^\/proc\/backup can't be written \(.*\)\. Name a folder/)
      const inside = yield* refused(path.join(dataDir, "backups", "today"), old)
      assert.strictEqual(inside._tag, "BackupUnwritable")
      assert.include(inside.message, "outside")
      assert.deepStrictEqual([yield* fs.readDirectory(home), yield* fs.readDirectory(dataDir)], [["data"], []])
    }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer)))

  it.live("of a server that runs holds what stays, though files come and go meanwhile, and what was moved to another disk", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const home = yield* fs.makeTempDirectoryScoped()
      const { old } = yield* Databases
      const [dataDir, elsewhere] = [path.join(home, "data"), path.join(home, "other-disk")]
      for (const folder of [path.join(dataDir, "files", "busy"), elsewhere]) yield* fs.makeDirectory(folder, { recursive: true })
      yield* fs.symlink(elsewhere, path.join(dataDir, "files", "moved"))
      yield* fs.writeFileString(path.join(elsewhere, "photo"), "pixels")
      const names = Array.from({ length: 100 }, (_, at) => path.join(dataDir, "files", "busy", String(at)))
      const arrive = Effect.forEach(names, (file) => fs.writeFileString(file, "x"), { concurrency: 10 })
      const leave = Effect.forEach(names, (file) => fs.remove(file, { force: true }), { concurrency: 10 })
      yield* arrive
      yield* Effect.forkScoped(Effect.forever(Effect.andThen(leave, arrive)))
      for (const at_ of [0, 1]) yield* backup({ folder: path.join(home, `backup${at_}`), dataDir }).pipe(at(old))
      yield* fs.remove(elsewhere, { recursive: true })
      assert.strictEqual(yield* fs.readFileString(path.join(home, "backup0", "files", "files", "moved", "photo")), "pixels")
    }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer)))

  it.live("that is damaged, cut or newer than the program is refused in a sentence that names what is wrong, and leaves nothing behind", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const home = yield* fs.makeTempDirectoryScoped()
      const { fresh, old } = yield* Databases
      yield* populate(old)
      const dataDir = path.join(home, "data")
      yield* fs.makeDirectory(path.join(dataDir, "files", "w1"), { recursive: true })
      yield* fs.writeFileString(path.join(dataDir, "files", "w1", "photo"), "pixels")
      yield* fs.writeFileString(path.join(dataDir, "secrets.json"), "{}")
      const whole = path.join(home, "backup")
      yield* backup({ folder: whole, dataDir }).pipe(at(old))
      const rows = "tables/public.timeline_item.jsonl.gz"
      const cases: ReadonlyArray<readonly [damage: (folder: string) => Effect.Effect<unknown, unknown>, says: RegExp]> = [
        [(folder) => fs.truncate(path.join(folder, rows), 900), /tables\/public\.timeline_item\.jsonl\.gz is damaged \(.*end of file\)/],
        [(folder) => fs.writeFileString(path.join(folder, rows), "hello"), /tables\/public\.timeline_item\.jsonl\.gz is damaged \(/],
        [(folder) => fs.remove(path.join(folder, rows)), /no such file or directory.*tables\/public\.timeline_item\.jsonl\.gz/],
        [(folder) => fs.truncate(path.join(folder, "manifest.json"), 300), /its manifest\.json is damaged/],
        [(folder) => fs.writeFileString(path.join(folder, "files", "files", "w1", "photo"), "pix"), /its folder files holds 2 files of 5 bytes instead of 2 of 8/],
        [(folder) => fs.remove(path.join(folder, "files", "files"), { recursive: true }), /its folder files holds 1 files of 2 bytes instead of 2 of 8/],
        [(folder) => Effect.flatMap(fs.readFileString(path.join(folder, "manifest.json")), (text) =>
          fs.writeFileString(path.join(folder, "manifest.json"), text.replace(/"migrations":\[/, '"migrations":[{"id":999,"name":"future"},'))),
          /it was made by a newer version of the program \(its database has migration 999_future\)\. Restore it with that version/]
      ]
      for (const [at_, [damage, says]] of cases.entries()) {
        const folder = path.join(home, `damaged${at_}`)
        yield* fs.copy(whole, folder)
        yield* damage(folder)
        const target = path.join(home, `target${at_}`)
        const refused = yield* Effect.flip(restore({ folder, dataDir: target }).pipe(at(fresh)))
        assert.strictEqual(refused._tag, "BackupUnreadable", refused.message)
        assert.match(refused.message, says)
        assert.deepStrictEqual((yield* fs.exists(target)) ? yield* fs.readDirectory(target) : [], [], refused.message)
        assert.deepStrictEqual(yield* fresh.admin`select to_regclass('public.migration') as migration`, [{ migration: null }])
      }
      yield* restore({ folder: whole, dataDir: path.join(home, "sound") }).pipe(at(fresh))
    }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer)))

  it.live("that lost rows is refused and leaves the new database untouched", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const home = yield* fs.makeTempDirectoryScoped()
      const { fresh, old } = yield* Databases
      yield* populate(old)
      const folder = path.join(home, "backup")
      yield* backup({ folder, dataDir: path.join(home, "none") }).pipe(at(old))
      yield* fs.copyFile(path.join(folder, "tables/public.contact.jsonl.gz"), path.join(folder, "tables/public.timeline_item.jsonl.gz"))
      const refused = yield* Effect.exit(restore({ folder, dataDir: path.join(home, "new") }).pipe(at(fresh)))
      assert.strictEqual(refused._tag, "Failure")
      assert.deepStrictEqual(yield* fresh.admin`select to_regclass('public.migration') as migration`, [{ migration: null }])
      yield* fs.remove(path.join(folder, "manifest.json"))
      const unreadable = yield* Effect.flip(restore({ folder, dataDir: path.join(home, "new") }).pipe(at(fresh)))
      assert.strictEqual(unreadable._tag, "BackupUnreadable")
    }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer)))
})
