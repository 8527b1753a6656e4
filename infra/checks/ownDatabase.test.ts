import { assert, it } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { spawnSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import { ulid } from "ulid"
import { startNode } from "../../api/src/proofs/startNode.ts"
import { freePort } from "../../api/src/run/freePort.ts"
import { memoryFolder } from "../../api/src/testing/memoryFolder.ts"
import { TestDatabase } from "../../api/src/testing/TestDatabase.ts"
import { superuserClient } from "../../api/src/testing/testServer.ts"

const readme = readFileSync(new URL("../container/README.md", import.meta.url), "utf8")
const documented = (tool: "pg_dump" | "pg_restore") => new RegExp(`exec -T postgres (${tool} .+)$`, "m").exec(readme)?.[1] ?? `echo the README names no ${tool}; false`

/** Postgres as this machine has it, with its tools of the same version; or why there is none. */
const bin = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" }).stdout?.trim() ?? ""
const major = Number(/\(PostgreSQL\) (\d+)/.exec(spawnSync(join(bin, "pg_dump"), ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1])
const missing = ["initdb", "pg_ctl", "pg_dump", "pg_restore"].find((tool) => bin === "" || !existsSync(join(bin, tool)))
const reason = missing !== undefined ? `no ${missing} here` : major >= 15 && major <= 18 ? undefined : `Postgres ${major} is none the server runs on`

// Postgres refuses to run as root.
const nobody = 65534
const anybody = userInfo().uid === 0 ? { uid: nobody, gid: nobody } : {}

const run = (folder: string, command: string, env: Readonly<Record<string, string>> = {}) => {
  const { status, stderr, stdout } = spawnSync("sh", ["-c", command], {
    cwd: folder, encoding: "utf8", env: { PATH: `${bin}:${process.env["PATH"]}`, HOME: folder, LC_ALL: "C.UTF-8", ...env }, stdio: ["ignore", "pipe", "pipe"], ...anybody,
  })
  if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`)
}

/** A Postgres of its own with the database and the superuser of `compose.yaml`. */
const ownDatabase = Effect.gen(function*() {
  const port = freePort("127.0.0.1")
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => {
      const folder = mkdtempSync(join(memoryFolder ?? tmpdir(), "own-database-"))
      if (userInfo().uid === 0) chownSync(folder, nobody, nobody)
      return folder
    }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  )
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      run(folder, "initdb -D data -U cossistant -A trust -E UTF8 --no-sync")
      run(folder, `pg_ctl -D data -w -l log -o "-h 127.0.0.1 -p ${port} -k ${folder} -c fsync=off" start >started`)
    }),
    () => Effect.sync(() => run(folder, "pg_ctl -D data -w -m immediate stop"))
  )
  const env = { PGHOST: "127.0.0.1", PGPORT: String(port) }
  run(folder, "createdb -U cossistant cossistant", env)
  const url = Redacted.make(`postgres://cossistant@127.0.0.1:${port}/cossistant`)
  const start = Effect.provideService(startNode(), TestDatabase, { url, admin: yield* superuserClient(url) })
  return { folder, start, run: (command: string) => run(folder, command, env) }
})

it.live.skipIf(reason !== undefined)(`P36: what pg_dump saved of a database of one's own as documented, pg_restore brings back, and the server goes on there${reason === undefined ? "" : ` (skipped: ${reason})`}`, () =>
  Effect.gen(function*() {
    const [old, fresh] = [yield* ownDatabase, yield* ownDatabase]
    const before = yield* old.start
    const { cookie, testKey, websiteId } = yield* before.program.firstOwner
    const conversationId = newConversationId()
    const secret = yield* Effect.promise(async () => {
      const device = before.program.widget(testKey, { socket: false })
      const { secret } = await device.begin()
      await device.call("conversations.send", { conversationId, messageId: ulid(), text: "Will I be there tomorrow?" })
      await before.close()
      return secret
    })
    const dump = join(old.folder, "cossistant.dump")
    old.run(documented("pg_dump"))

    yield* Effect.promise((yield* fresh.start).close)
    fresh.run(documented("pg_restore").replace("cossistant.dump", dump))
    const after = yield* fresh.start
    yield* Effect.promise(async () => {
      const team = after.program.member(cookie, { socket: false })
      const { items } = await team.call("inbox.open", { websiteId: websiteId as never, conversationId: conversationId as never, limit: 10 })
      assert.include(items.map(({ text }) => text), "Will I be there tomorrow?")
      // The same browser goes on, and what it says is seen.
      const device = after.program.widget(testKey, { socket: false })
      device.secret = secret
      await device.call("conversations.send", { conversationId, messageId: ulid(), text: "I am." })
      const { items: now } = await team.call("inbox.open", { websiteId: websiteId as never, conversationId: conversationId as never, limit: 10 })
      assert.include(now.map(({ text }) => text), "I am.")
      await after.close()
    })
  }).pipe(Effect.scoped), 120_000)
