import { closedLoop, conversations, enter, type Outcome, type Room } from "./load.ts"
import type { Lab } from "./lab.ts"
import { cpuOf, cpuOfFamily } from "./processes.ts"
import { type Measured, note } from "./report.ts"
import { median, percentile, ratios } from "./statistics.ts"

/** Floor and product run by turns of a second, so that both meet the same machine. */
const turns = 3

/** What a message costs its senders, the server and the database, at 1, 16 and 64 senders. */
export const send = async (lab: Lab, wants: (figure: string) => boolean): Promise<ReadonlyArray<Measured>> => {
  const pair = await lab.pair(conversations)
  const [floor, product] = [await enter(pair.floor), await enter(pair.product)]
  const measured: Array<Measured> = []
  for (const senders of [1, 16, 64]) {
    const figures = [`send.rate.share.${senders}`, ...(senders === 16 ? ["send.cpu.ratio.16"] : []), ...(senders === 64 ? ["deliver.p99.ratio.64"] : [])]
    if (!figures.some(wants)) continue
    const floors: Array<Run> = []
    const products: Array<Run> = []
    // What so many senders alone make hot is compiled first: hours later it would be.
    for (const room of [floor, product]) await closedLoop(room, senders, warmUpSeconds)
    for (let n = 0; n < lab.repeats; n++) {
      const [floorTurns, productTurns]: [Array<Run>, Array<Run>] = [[], []]
      for (let turn = 0; turn < turns; turn++) {
        floorTurns.push(await run(lab, floor, senders))
        productTurns.push(await run(lab, product, senders))
      }
      floors.push(together(floorTurns))
      products.push(together(productTurns))
    }
    const of = (value: (run: Run) => number) => [products.map(value), floors.map(value)] as const
    for (const [name, runs] of [["floor", floors], ["product", products]] as const) {
      note(`${senders} senders, ${name}: ${median(runs.map(({ rate }) => rate)).toFixed(0)} messages/s; CPU a message: server ${
        median(runs.map(({ serverCpu }) => serverCpu)).toFixed(0)} µs, database ${median(runs.map(({ databaseCpu }) => databaseCpu)).toFixed(0)} µs`)
    }
    measured.push({ figure: `send.rate.share.${senders}`, runs: ratios(...of(({ rate }) => rate)) })
    if (senders === 16) measured.push({ figure: "send.cpu.ratio.16", runs: ratios(...of(({ serverCpu }) => serverCpu)) })
    if (senders === 64) measured.push({ figure: "deliver.p99.ratio.64", runs: ratios(...of(({ deliveries }) => percentile(deliveries, 0.99))) })
  }
  if (wants("send.transactions")) measured.push(await transactions(lab, product))
  floor.leave()
  product.leave()
  return measured
}

const warmUpSeconds = 2

interface Run extends Outcome {
  /** Microseconds of CPU a message. */
  readonly serverCpu: number
  readonly databaseCpu: number
}

const run = async ({ postgres }: Lab, room: Room, senders: number): Promise<Run> => {
  const { pid } = room.target.program
  const [server, database] = [cpuOf(pid), cpuOfFamily(postgres.pid)]
  const outcome = await closedLoop(room, senders, 1)
  const perMessage = (since: number, now: number) => (now - since) / outcome.sent * 1e6
  return { ...outcome, serverCpu: perMessage(server, cpuOf(pid)), databaseCpu: perMessage(database, cpuOfFamily(postgres.pid)) }
}

/** Turns of one second each as one run. */
const together = (runs: ReadonlyArray<Run>): Run => {
  const sum = (value: (run: Run) => number) => runs.reduce((total, run) => total + value(run), 0)
  const sent = sum((run) => run.sent)
  return {
    sent,
    rate: sum(({ rate }) => rate) / runs.length,
    deliveries: runs.flatMap(({ deliveries }) => deliveries),
    serverCpu: sum((run) => run.serverCpu * run.sent) / sent,
    databaseCpu: sum((run) => run.databaseCpu * run.sent) / sent
  }
}

/** A backend reports what it did within ten seconds of falling idle. (postgresql.org, "The Cumulative Statistics System") */
const untilReported = 11_000

/** Transactions of the product's database per message at 16 senders and, as a note, at one; what goes on without messages is taken off. */
const transactions = async (lab: Lab, room: Room): Promise<Measured> => {
  const { admin } = await lab.productDatabase()
  const count = async () => {
    await Bun.sleep(untilReported)
    const [row] = await admin`select (xact_commit + xact_rollback)::int as n from pg_stat_database where datname = current_database()`
    return { at: performance.now(), n: Number(row?.n) }
  }
  const [before, idle] = [await count(), await count()]
  const perMs = (idle.n - before.n) / (idle.at - before.at)
  let last = idle
  const perMessage = async (senders: number) => {
    const { sent } = await closedLoop(room, senders, 2)
    const since = last
    last = await count()
    return (last.n - since.n - perMs * (last.at - since.at)) / sent
  }
  note(`transactions a message with one sender: ${(await perMessage(1)).toFixed(2)}`)
  return { figure: "send.transactions", runs: [await perMessage(16)] }
}
