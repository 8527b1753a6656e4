import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "launch-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A stand-in for the server: says when it runs, and drains until it is told over its socket that the drain is over. */
const server = join(folder, "server.ts")
writeFileSync(server, `
  const drained = Bun.serve({ port: 0, fetch: () => { setTimeout(() => process.exit(Number(process.argv[2])), 10); return new Response() } })
  process.on("SIGTERM", () => console.log("draining"))
  console.log("serving " + drained.port + " as " + process.pid)
`)

const launched = (exitCode: number) => {
  const program = `import { launch } from ${JSON.stringify(join(import.meta.dirname, "launch.ts"))}; launch([${JSON.stringify(server)}, "${exitCode}"])`
  return spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] })
}

/** The lines a launcher's server printed so far, and a wait for the next one that matches. */
const lines = (launcher: ChildProcess) => {
  let text = ""
  launcher.stdout?.on("data", (chunk) => (text += String(chunk)))
  const until = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve) => {
      const look = () => {
        const found = text.match(pattern)
        if (found) resolve(found)
        return found
      }
      if (!look()) launcher.stdout?.on("data", look)
    })
  return { until, text: () => text }
}

const ended = (launcher: ChildProcess) => new Promise<number | null>((resolve) => launcher.once("close", resolve))
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it("a Ctrl-C that arrives twice at once drains the server once, and its exit code is passed on", async () => {
  const launcher = launched(3)
  const output = lines(launcher)
  const end = ended(launcher)
  const [, port] = await output.until(/serving (\d+) as/)
  launcher.kill("SIGINT")
  launcher.kill("SIGINT")
  await output.until(/draining/)
  await fetch(`http://127.0.0.1:${port}`)
  expect(await end).toBe(3)
  expect(output.text().match(/draining/g)).toHaveLength(1)
})

it("a second Ctrl-C kills a server that does not come to an end", async () => {
  const launcher = launched(0)
  const output = lines(launcher)
  const end = ended(launcher)
  const [, , pid] = await output.until(/serving (\d+) as (\d+)/)
  launcher.kill("SIGINT")
  await output.until(/draining/)
  const again = setInterval(() => launcher.kill("SIGINT"), 50)
  expect(await end).toBe(137)
  clearInterval(again)
  expect(alive(Number(pid))).toBe(false)
})
