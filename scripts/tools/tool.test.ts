import { spawn } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { execPath } from "node:process"
import { expect, test } from "vitest"
import { root } from "../root.ts"

/** Runs this as a tool of its own; gives its exit code and how much it said. A tool that is there after 15 s is ended. */
const asTool = (code: string) =>
  new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
    const tool = spawn(execPath, ["--no-env-file", "-e", code], { cwd: root, timeout: 15_000, stdio: ["ignore", "pipe", "inherit"] })
    let said = ""
    tool.stdout.on("data", (chunk) => (said += String(chunk)))
    tool.on("close", (code) => resolve({ code, said }))
  })

test("a tool ends when it has said all it has to say, though somebody it asked still owes it an answer", async () => {
  const silent = createServer(() => undefined).listen(0, "127.0.0.1")
  await new Promise((resolve) => silent.once("listening", resolve))
  const { port } = silent.address() as AddressInfo // it listens on a port, which is no path
  const asked = new Promise((resolve) => silent.once("request", resolve))
  const ended = asTool(`
    import * as Effect from "effect/Effect"
    import { runTool } from "./scripts/tools/tool.ts"
    await runTool(Effect.sync(() => {
      void fetch("http://127.0.0.1:${port}")
      console.log("x".repeat(1_000_000))
      process.exitCode = 3
    }))
  `)
  await asked
  const { code, said } = await ended
  silent.closeAllConnections()
  silent.close()
  expect([code, said.length]).toEqual([3, 1_000_001])
})
