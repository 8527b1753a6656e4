import type { Lab } from "./lab.ts"
import { conversations, enter, openLoop } from "./load.ts"
import { type Measured, note } from "./report.ts"
import { median, percentile, ratios } from "./statistics.ts"
import type { Target } from "./targets.ts"

const perSecond = 40
const seconds = 10

/** How long a message takes to reach another subscriber at a calm 40 messages a second. */
export const deliver = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const { floor, product } = await lab.pair(conversations)
  const times: Record<"floor" | "product", Array<ReadonlyArray<number>>> = { floor: [], product: [] }
  await run(product, 3)
  await run(floor, 2)
  for (let n = 0; n < lab.repeats; n++) {
    times.floor.push(await run(floor, seconds))
    times.product.push(await run(product, seconds))
  }
  return [0.5, 0.99].map((share) => {
    const of = (runs: ReadonlyArray<ReadonlyArray<number>>) => runs.map((run) => percentile(run, share))
    note(`p${share * 100}: floor ${median(of(times.floor)).toFixed(2)} ms, product ${median(of(times.product)).toFixed(2)} ms`)
    return { figure: `deliver.p${share * 100}.ratio.40`, runs: ratios(of(times.product), of(times.floor)) }
  })
}

const run = async (target: Target, seconds: number): Promise<ReadonlyArray<number>> => {
  const room = await enter(target)
  const { deliveries } = await openLoop(room, perSecond, seconds)
  room.leave()
  return deliveries
}
