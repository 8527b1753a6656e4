import type { Socket } from "./client.ts"
import type { Lab } from "./lab.ts"
import { conversations } from "./load.ts"
import { messageId } from "./messageId.ts"
import { cpuOf } from "./processes.ts"
import { type Measured, note } from "./report.ts"
import { median, ratios } from "./statistics.ts"
import type { Target } from "./targets.ts"

const subscribers = 1000
const messages = 100

/** What it costs the server to tell one message to each of a thousand subscribers. */
export const fanout = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const { floor, product } = await lab.pair(conversations)
  const costs = { floor: await audience(floor), product: await audience(product) }
  const runs = { floor: new Array<number>(), product: new Array<number>() }
  for (let n = 0; n <= lab.repeats; n++) {
    const [bare, ours] = [await costs.floor.tell(), await costs.product.tell()]
    // The first round warms both up.
    if (n === 0) continue
    runs.floor.push(bare)
    runs.product.push(ours)
  }
  note(`CPU a delivery: floor ${median(runs.floor).toFixed(1)} µs, product ${median(runs.product).toFixed(1)} µs`)
  costs.floor.leave()
  costs.product.leave()
  return [{ figure: "fanout.cpu.ratio.1000", runs: ratios(runs.product, runs.floor) }]
}

const audience = async (target: Target) => {
  let heard = 0
  let allHeard = () => {}
  const listen = () => target.listen(() => {
    if (++heard === subscribers) allHeard()
  })
  const sockets: Array<Socket> = []
  for (let n = 0; n < subscribers; n += 50) sockets.push(...await Promise.all(Array.from({ length: 50 }, listen)))
  const visitor = await target.visitor(1)
  return {
    /** Microseconds of CPU a delivery. */
    tell: async () => {
      const before = cpuOf(target.program.pid)
      for (let n = 0; n < messages; n++) {
        heard = 0
        const all = new Promise<void>((resolve) => allHeard = resolve)
        await target.send(visitor, 1, messageId())
        await all
      }
      return (cpuOf(target.program.pid) - before) / (messages * subscribers) * 1e6
    },
    leave: () => [visitor, ...sockets].forEach((socket) => socket.close())
  }
}
