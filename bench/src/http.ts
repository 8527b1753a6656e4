import { keyLookup } from "../../api/src/websites/keyText.ts"
import type { Lab } from "./lab.ts"
import { cpuOf } from "./processes.ts"
import { authSecret, type Program } from "./programs.ts"
import { type Measured, note } from "./report.ts"
import { writeSite } from "./site.ts"
import { median, ratios } from "./statistics.ts"

const [conversations, atOnce, requests] = [256, 16, 4000]
/** Rounds until hot code is compiled: the product's cost falls by half over its first 15,000 requests. */
const warmUps = 4
const key = `sk_live_${"5".repeat(64)}`

/** What reading one conversation over the public API costs the server, times a bare server with the same statement. */
export const http = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const database = await lab.database("api")
  const site = await writeSite(database.admin, 1, { conversations, messages: 1 })
  await database.admin`insert into api_key (id, website_id, name, key_type, is_test, lookup, tail)
    values ('bench', ${site.websiteId}, 'Server', 'private', false, ${keyLookup(key, authSecret) ?? ""}, '5555')`
  const floor = await lab.floor("httpFloor.ts", { DATABASE_URL: database.floorUrl, WEBSITE_ID: site.websiteId })
  // One key may ask 600 times a minute otherwise.
  const product = await lab.productOn(database, { API_REQUESTS_PER_MINUTE: "100000000" })
  const runs = { floor: new Array<number>(), product: new Array<number>() }
  for (let n = -warmUps; n < lab.repeats; n++) {
    const [bare, ours] = [await ask(floor, site.conversationId), await ask(product, site.conversationId)]
    if (n < 0) continue
    runs.floor.push(bare)
    runs.product.push(ours)
  }
  note(`CPU a request: floor ${median(runs.floor).toFixed(0)} µs, product ${median(runs.product).toFixed(0)} µs`)
  return [{ figure: "http.ratio", runs: ratios(runs.product, runs.floor) }]
}

/** Microseconds of the server's CPU a request, some at once over connections that are kept. */
const ask = async ({ pid, url }: Program, conversationId: (n: number) => string): Promise<number> => {
  let next = 0
  const before = cpuOf(pid)
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < requests) {
      const id = conversationId(next++ % conversations + 1)
      const answer = await fetch(`${url}/v1/conversations/${id}`, { headers: { authorization: `Bearer ${key}` } })
      const { conversation }: { conversation?: { readonly id: string } } = await answer.json()
      if (conversation?.id !== id) throw new Error(`${url} answered ${answer.status} instead of a conversation.`)
    }
  }))
  return (cpuOf(pid) - before) / requests * 1e6
}
