import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { env } from "node:process"
import { createClient } from "redis"

/** The `redis-server` of this machine, where one is installed. */
export const findRedisServer = (): string | undefined =>
  (env["PATH"] ?? "").split(":").map((folder) => `${folder}/redis-server`).find((file) => existsSync(file))

/** A Redis of the test's own on a free port, and a way to give it commands. */
export const redisServer = Effect.gen(function*() {
  const port = yield* freePort
  const folder = mkdtempSync("/tmp/redis-")
  yield* Effect.acquireRelease(
    Effect.promise(() => new Promise<ReturnType<typeof spawn>>((resolve, reject) => {
      const server = spawn(findRedisServer() ?? "redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder])
      server.stdout.on("data", (text) => String(text).includes("Ready to accept connections") && resolve(server))
      server.once("error", reject)
      server.once("exit", (code) => reject(new Error(`redis-server ended with ${code}`)))
    })),
    (server) => Effect.promise(() => new Promise<void>((resolve) => {
      server.once("exit", () => resolve())
      server.kill()
    })).pipe(Effect.andThen(Effect.sync(() => rmSync(folder, { recursive: true }))))
  )
  const url = `redis://127.0.0.1:${port}`
  const client = yield* Effect.acquireRelease(
    Effect.promise(() => createClient({ url }).on("error", () => {}).connect()),
    (client) => Effect.sync(() => client.destroy())
  )
  return { url, command: (...words: Array<string>) => Effect.asVoid(Effect.tryPromise(() => client.sendCommand(words))) }
})

const freePort = Effect.promise(() => new Promise<number>((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
  })
}))
