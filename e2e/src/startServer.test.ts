import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { journeyAlone } from "./journey.ts"

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
