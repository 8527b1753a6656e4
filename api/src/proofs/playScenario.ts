import type * as PgClient from "@effect/sql-pg/PgClient"
import { FaultProxy } from "../../../e2e/src/FaultProxy.ts"
import { within } from "../../../e2e/src/within.ts"
import { ConversationModel, type Step } from "./ConversationModel.ts"
import { Desk } from "./Desk.ts"
import { Device } from "./Device.ts"
import { problems, team } from "./history.ts"
import { keptOf } from "./keptOf.ts"
import { Recorder } from "./Recorder.ts"

/** An installation to play on: where it listens now, one of its members and a site. */
export interface Installation {
  readonly port: () => number
  readonly origin: string
  readonly cookie: string
  readonly websiteId: string
  readonly testKey: string
  readonly identitySecret: string
  readonly restart: () => Promise<void>
  readonly admin: PgClient.PgClient
}

/** Lets other work of this process go on for a moment. */
const turn = async () => {
  for (let n = 0; n < 10; n++) await new Promise((resolve) => setImmediate(resolve))
}

/** Plays the steps with three visitors' devices and a member, lets all come to rest, and gives what is wrong. */
export const playScenario = async (at: Installation, steps: ReadonlyArray<Step>): Promise<ReadonlyArray<string>> => {
  const recorder = new Recorder()
  let look = () => {}
  const onChange = () => look()
  const [first, second, third, deskNetwork] = await Promise.all([0, 1, 2, 3].map(() => FaultProxy.open(at.port)))
  if (!first || !second || !third || !deskNetwork) throw new Error("no networks")
  const networks = { 0: first, 1: second, 2: third, desk: deskNetwork }
  const urlOf = ({ port }: FaultProxy) => `http://127.0.0.1:${port}`
  const devices = [first, second, third].map((network, index) =>
    new Device({ name: `device ${index}`, url: urlOf(network), publicKey: at.testKey, recorder, onChange }))
  await Promise.all(devices.map((device) => device.begin()))
  const desk = new Desk({ ...at, url: urlOf(deskNetwork), recorder, onChange })
  const model = new ConversationModel({
    devices, desk, networks, recorder, restart: at.restart, identity: { websiteId: at.websiteId, secret: at.identitySecret }
  })
  const running: Array<Promise<unknown>> = []
  try {
    for (const step of steps) {
      const doing = model.begin(step)
      running.push(doing)
      await (step._tag === "Restart" ? doing : Promise.race([doing.catch(() => undefined), turn()]))
    }
    await model.heal()
    await within(20, "An answer to everything", Promise.all(running))
    const ids = model.conversationIds
    const kept = await keptOf(at.admin, ids)
    const history = () => recorder.history(kept, {
      [team]: desk.screen.only(ids),
      ...Object.fromEntries(devices.map((device) => [device.viewer, device.screen.only(ids)]))
    })
    const isAtRest = new Promise<void>((resolve) => {
      look = () => problems(history()).length === 0 && resolve()
      look()
    })
    await within(10, "Rest", isAtRest).catch(() => undefined)
    return [...problems(history()), ...recorder.contradictions]
  } finally {
    desk.close()
    for (const device of devices) device.close()
    await Promise.all(Object.values(networks).map((network) => network.close()))
  }
}
