import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { FaultProxy } from "../../../e2e/src/FaultProxy.ts"
import * as EmbeddedPostgres from "../embedded/EmbeddedPostgres.ts"

/** A Postgres of the test's own, behind one address, whose files can be kept and put back while a server is connected. */
export interface Restorable {
  readonly url: Redacted.Redacted
  /** Keeps the files as they are, as a volume's snapshot does. */
  readonly keep: () => Promise<void>
  /** Puts back the files that were kept. */
  readonly putBack: () => Promise<void>
  readonly dispose: () => Promise<void>
}

/** Starts one in a folder of its own. */
export const restorable = async (): Promise<Restorable> => {
  const home = mkdtempSync(path.join(tmpdir(), "restorable-"))
  chmodSync(home, 0o755) // Postgres may run as another user
  const [folder, kept] = [path.join(home, "postgres"), path.join(home, "kept")]
  const start = async () => {
    const scope = Effect.runSync(Scope.make())
    const { url } = await Effect.runPromise(Scope.provide(EmbeddedPostgres.start({ dataDir: folder }), scope))
    return { url: new URL(Redacted.value(url)), stop: () => Effect.runPromise(Scope.close(scope, Exit.void)) }
  }
  let running = await start()
  const proxy = await FaultProxy.open(() => Number(running.url.port))
  const url = new URL(running.url)
  url.port = String(proxy.port)
  const whileStopped = async (change: () => void) => {
    proxy.cut()
    await running.stop()
    change()
    running = await start()
    proxy.resume()
  }
  /** With its owners: the files belong to the account the database runs as. */
  const copy = (from: string, to: string) => {
    rmSync(to, { recursive: true, force: true })
    const { exitCode, stderr } = Bun.spawnSync(["cp", "-a", from, to])
    if (exitCode !== 0) throw new Error(`${from} could not be copied: ${stderr}`)
  }
  return {
    url: Redacted.make(url.href),
    keep: () => whileStopped(() => copy(folder, kept)),
    putBack: () => whileStopped(() => copy(kept, folder)),
    dispose: async () => {
      await proxy.close()
      await running.stop()
      rmSync(home, { recursive: true, force: true })
    }
  }
}
