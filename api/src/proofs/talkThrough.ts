import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import type * as PgClient from "@effect/sql-pg/PgClient"
import { ulid } from "ulid"
import { within } from "../../../e2e/src/within.ts"
import { type Cluster, clusterOrigin } from "./Cluster.ts"
import { Desk } from "./Desk.ts"
import { Device } from "./Device.ts"
import { problems, team } from "./history.ts"
import { keptOf } from "./keptOf.ts"
import { Recorder } from "./Recorder.ts"

export interface Talk {
  readonly cluster: Cluster
  readonly admin: PgClient.PgClient
  readonly owner: { readonly cookie: string; readonly websiteId: string; readonly testKey: string }
  /** Visitors, how many messages each says, and how many of them are under way at a time: 3 unless given. */
  readonly visitors: number
  readonly messages: number
  readonly atOnce?: number
  /** How much faster than they should the clocks of all browsers run: under a load that takes its time they give up too early otherwise. */
  readonly haste?: number
  /** Seconds until everything must be answered: 120 unless given. */
  readonly patience?: number
  /** What goes wrong once a third of all has been acknowledged. */
  readonly disaster: () => Promise<unknown>
}

/** Visitors on all nodes and a member talk while something goes wrong; gives what contradicts the promise. */
export const talkThrough = async ({
  admin, atOnce = 3, cluster, disaster, haste = 20, messages, owner, patience = 120, visitors
}: Talk): Promise<ReadonlyArray<string>> => {
  const recorder = new Recorder()
  let look = () => {}
  const onChange = () => look()
  const size = cluster.servers.length
  const devices = await Promise.all(Array.from({ length: visitors }, async (_, n) => {
    const device = new Device({
      name: `visitor ${n}`, url: await cluster.network(n % size), publicKey: owner.testKey, recorder, onChange, haste, address: `198.18.${n % 250}.1`
    })
    await device.begin()
    return { device, conversationId: newConversationId() }
  }))
  const desk = new Desk({ url: await cluster.network(size - 1), origin: clusterOrigin, ...owner, recorder, onChange, haste })
  recorder.may(devices.map(({ conversationId, device }) => ({ viewer: device.viewer, conversationId })))

  let [answered, underWay, most] = [0, 0, 0]
  let strikes: Promise<unknown> | undefined
  const talk = async ({ conversationId, device }: typeof devices[number]) => {
    const left = Array.from({ length: messages }, () => ulid())
    const speak = async () => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) {
        const text = `${device.viewer} says ${id}`
        recorder.start({ id, conversationId, author: device.viewer, text, visibility: "public" })
        most = Math.max(most, ++underWay)
        await device.send(conversationId, id, text)
        underWay--
        if (++answered >= visitors * messages / 3) strikes ??= disaster()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, speak))
  }
  try {
    await within(patience, "An answer to everything", Promise.all(devices.map(talk)))
    await strikes
    const ids = devices.map(({ conversationId }) => conversationId)
    const kept = await keptOf(admin, ids)
    const history = () => recorder.history(kept, {
      [team]: desk.screen.only(ids), ...Object.fromEntries(devices.map(({ device }) => [device.viewer, device.screen.only(ids)]))
    })
    const isAtRest = new Promise<void>((resolve) => {
      look = () => desk.screen.count(ids) === visitors * messages && problems(history()).length === 0 && resolve()
      look()
    })
    await within(patience / 6, "Rest", isAtRest).catch(() => undefined)
    const idle = most < visitors * atOnce ? [`never more than ${most} messages were under way`] : []
    return [...problems(history()), ...recorder.contradictions, ...idle]
  } finally {
    desk.close()
    for (const { device } of devices) device.close()
  }
}
