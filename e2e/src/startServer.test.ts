import { existsSync, readFileSync } from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"
import { expect } from "vitest"
import { journeyAlone } from "./journey.ts"
import { type RunningServer, startServer } from "./startServer.ts"
import { within } from "./within.ts"

const postmaster = (folder: string) => join(folder, "data/postgres/postmaster.pid")
const databasePid = (folder: string) => readFileSync(postmaster(folder), "utf8").split("\n")[0]

journeyAlone("a program that was killed starts again on the same port and takes over the database it left running; asked to stop, it ends with code 0 and takes the database with it", async ({ server }) => {
  const { port, url } = server.summary()
  const orphan = databasePid(server.folder)
  await server.kill9()
  await expect(fetch(`${url}/health`)).rejects.toThrow()
  await server.restart()
  expect(server.summary().port).toBe(port)
  expect((await fetch(`${url}/ready`)).status).toBe(200)
  expect(databasePid(server.folder)).toBe(orphan)
  expect(await server.stop()).toBe(0)
  expect(existsSync(postmaster(server.folder))).toBe(false)
})

const ownerOf = (server: RunningServer) => (JSON.parse(readFileSync(join(server.folder, "data/run.json"), "utf8")) as { readonly pid: number }).pid // written by the program
const isOver = async (end: Promise<unknown>) => {
  let over = false
  void end.then(() => (over = true))
  await new Promise(setImmediate)
  return over
}

/** The address a program listens on is no other's business: it may be one that only this machine's network knows. */
const hosts = ["127.0.0.2", "::1"].filter((host) => {
  try {
    return Bun.serve({ hostname: host, port: 0, fetch: () => new Response() }).stop(true) !== undefined
  } catch {
    return false // Not every machine has both.
  }
})
for (const host of hosts) {
  journeyAlone(`a start beside a program that listens on ${host} asks that one to stop, waits for its end and serves in its place`, async ({ prepared }) => {
    const server = await startServer({ from: prepared, settings: { HOST: host, PUBLIC_APP_URL: "http://support.test" } })
    try {
      const url = `http://${host.includes(":") ? `[${host}]` : host}:${server.summary().port}`
      const first = server.ended()
      const owner = ownerOf(server)
      await server.restart()
      expect(await isOver(first)).toBe(true)
      expect(await first).toBe(0)
      expect(ownerOf(server)).not.toBe(owner)
      expect((await fetch(`${url}/ready`)).status).toBe(200)
      expect(await server.stop()).toBe(0)
      expect(existsSync(postmaster(server.folder))).toBe(false)
    } finally {
      await server.dispose()
    }
  })
}

journeyAlone("a start while the program before it still ends, its port closed already, waits for that end, says so, and keeps the database", async ({ server }) => {
  const { port, url } = server.summary()
  const first = server.ended()
  // Something in flight, so that the end takes its time: a request whose body is still on the way.
  const request = connect(port, "127.0.0.1")
  request.on("error", () => {})
  await new Promise((resolve) => request.once("connect", resolve))
  request.write(`POST /rpc/widget HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 500\r\n\r\n{`)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  server.askToStop()
  await within(10, "The end of listening", (async () => {
    while (await fetch(`${url}/health`).then(() => true, () => false)) { /* it still listens */ }
  })())
  expect(await isOver(first)).toBe(false)
  await server.restart()
  expect(await isOver(first)).toBe(true)
  expect(server.log()).toMatch(/already running here \(process \d+\)/)
  request.destroy()
  expect((await fetch(`${url}/ready`)).status).toBe(200)
  expect(ownerOf(server)).toBeGreaterThan(0)
  expect(await server.stop()).toBe(0)
  expect(existsSync(postmaster(server.folder))).toBe(false)
})
