import type { Socket } from "./client.ts"
import type { Lab } from "./lab.ts"
import { cpuOf, cpuOfFamily, memoryOf } from "./processes.ts"
import type { Program } from "./programs.ts"
import { type Measured, note } from "./report.ts"
import type { Site } from "./site.ts"
import { openVisitor } from "./targets.ts"

const [base, more, atOnce] = [1000, 2000, 64]
/** Milliseconds until a crowd that came in is idle: the collector takes what their coming left behind some seconds later. */
const untilIdle = 10_000

/** What an idle, subscribed visitor holds in memory, and how many can come in a second. */
export const sockets = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const site = await lab.site(base + more, 1)
  const kib: Array<number> = []
  const opens: Array<number> = []
  for (let n = 0; n < lab.repeats; n++) {
    const program = await lab.freshProduct()
    const first = await come(program, site, 1, base)
    await Bun.sleep(untilIdle)
    const before = memoryOf(program.pid)
    const [server, database, client] = [cpuOf(program.pid), cpuOfFamily(lab.postgres.pid), cpuOf(process.pid)]
    const started = performance.now()
    const rest = await come(program, site, base + 1, more)
    opens.push(more / (performance.now() - started) * 1000)
    const each = (since: number, now: number) => ((now - since) / more * 1e6).toFixed(0)
    note(`CPU a visitor who comes: server ${each(server, cpuOf(program.pid))} µs, database ${
      each(database, cpuOfFamily(lab.postgres.pid))} µs, this client ${each(client, cpuOf(process.pid))} µs`)
    await Bun.sleep(untilIdle)
    kib.push((memoryOf(program.pid) - before) / more)
    note(`${base} sockets: ${(before / 1024).toFixed(0)} MiB; ${base + more}: ${(memoryOf(program.pid) / 1024).toFixed(0)} MiB`)
    for (const socket of [...first, ...rest]) socket.close()
    await program.stop()
  }
  return [{ figure: "socket.kib", runs: kib }, { figure: "socket.opens", runs: opens }]
}

/** Visitors come in, so many at once; each has come when it is signed in, subscribed and has its first position. */
export const come = async (program: Program, site: Site, from: number, count: number): Promise<ReadonlyArray<Socket>> => {
  const sockets: Array<Socket> = []
  let next = from
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < from + count) {
      const socket = await openVisitor(program, site, next++)
      await socket.subscribe({ token: null }, () => {})
      sockets.push(socket)
    }
  }))
  return sockets
}
