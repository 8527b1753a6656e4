import type { Socket } from "./client.ts"
import { messageId } from "./messageId.ts"
import type { Target } from "./targets.ts"

/** Conversations the senders go round: each has a socket of its own, and none comes near its limit of 100 frames a second. */
export const conversations = 256

/** What a load did: how long each message took to be heard by another subscriber, in milliseconds, and how many a second were acknowledged. */
export interface Outcome {
  readonly rate: number
  readonly sent: number
  readonly deliveries: ReadonlyArray<number>
}

/** A target with its visitors connected and someone of the team listening. */
export interface Room {
  readonly target: Target
  readonly visitors: ReadonlyArray<Socket>
  readonly sentAt: Map<string, number>
  readonly deliveries: Array<number>
  readonly leave: () => void
}

const warmUpSeconds = 6

/** Everyone comes in and talks for a while: all are signed in then, and hot code is compiled. */
export const enter = async (target: Target): Promise<Room> => {
  const visitors = await Promise.all(Array.from({ length: conversations }, (_, n) => target.visitor(n + 1)))
  const sentAt = new Map<string, number>()
  const deliveries: Array<number> = []
  const listener = await target.listen((id) => {
    const at = sentAt.get(id)
    if (at === undefined) return
    sentAt.delete(id)
    deliveries.push(performance.now() - at)
  })
  const room: Room = { target, visitors, sentAt, deliveries, leave: () => [listener, ...visitors].forEach((socket) => socket.close()) }
  await closedLoop(room, 64, warmUpSeconds)
  return room
}

const sendIn = ({ sentAt, target, visitors }: Room, n: number): Promise<unknown> => {
  const place = n % visitors.length
  const visitor = visitors[place]
  if (visitor === undefined) throw new Error("Nobody is in the room.")
  const id = messageId()
  sentAt.set(id, performance.now())
  return target.send(visitor, place + 1, id)
}

/** So many senders, each of which waits for its answer before it sends again, in the next conversation. */
export const closedLoop = async (room: Room, senders: number, seconds: number): Promise<Outcome> => {
  room.deliveries.length = 0
  let [next, sent] = [0, 0]
  const started = performance.now()
  const until = started + seconds * 1000
  await Promise.all(Array.from({ length: senders }, async () => {
    while (performance.now() < until) {
      await sendIn(room, next++)
      sent++
    }
  }))
  return { sent, rate: sent / (performance.now() - started) * 1000, deliveries: room.deliveries.slice() }
}

/** Sends at fixed moments whatever the answers do; each delivery counts from the moment its message was due. */
export const openLoop = async (room: Room, perSecond: number, seconds: number): Promise<Outcome> => {
  room.deliveries.length = 0
  const started = performance.now()
  const answers: Array<Promise<unknown>> = []
  for (let n = 0; n < perSecond * seconds; n++) {
    await Bun.sleep(started + n * 1000 / perSecond - performance.now())
    answers.push(sendIn(room, n))
  }
  await Promise.all(answers)
  await Bun.sleep(100)
  return { sent: answers.length, rate: perSecond, deliveries: room.deliveries.slice() }
}
