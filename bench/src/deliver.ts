import type { Lab } from "./lab.ts"
import { conversations, enter, openLoop, type Room } from "./load.ts"
import { type Measured, note } from "./report.ts"
import { median, percentile, ratios } from "./statistics.ts"

const perSecond = 40
const seconds = 10

/** How long a message takes to reach another subscriber at a calm 40 messages a second. */
export const deliver = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const pair = await lab.pair(conversations)
  const [floor, product] = [await enter(pair.floor), await enter(pair.product)]
  const times: Record<"floor" | "product", Array<ReadonlyArray<number>>> = { floor: [], product: [] }
  for (let n = 0; n < lab.repeats; n++) {
    times.floor.push(await run(floor, seconds))
    times.product.push(await run(product, seconds))
  }
  floor.leave()
  product.leave()
  return [0.5, 0.99].map((share) => {
    const of = (runs: ReadonlyArray<ReadonlyArray<number>>) => runs.map((run) => percentile(run, share))
    note(`p${share * 100}: floor ${median(of(times.floor)).toFixed(2)} ms, product ${median(of(times.product)).toFixed(2)} ms`)
    return { figure: `deliver.p${share * 100}.ratio.40`, runs: ratios(of(times.product), of(times.floor)) }
  })
}

const run = async (room: Room, seconds: number) => (await openLoop(room, perSecond, seconds)).deliveries
