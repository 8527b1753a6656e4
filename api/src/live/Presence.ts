import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Schedule from "effect/Schedule"
import type { Scope } from "effect/Scope"
import { Bus } from "../realtime/Bus.ts"
import { Topics } from "../realtime/Topics.ts"
import { type Change, PresenceTable } from "./PresenceTable.ts"
import { partsOf, WordsHeard } from "./presenceWords.ts"
import { teamTopic } from "./topicNames.ts"
import * as wakeUps from "./wakeUps.ts"

/** How long another node's word holds without being renewed, in milliseconds; each says it three times as often. */
export const PresenceLease = Context.Reference<number>("api/live/PresenceLease", { defaultValue: () => 30_000 })

/** Between two words of a node. */
const pause = "50 millis"

/** More changes of a site at once are told as one picture of it. */
const singlyAtMost = 20

/**
 * Who is there: visitors with the widget open on a page, members with a conversation open. Never stored. Nodes tell each
 * other who is on them, and each tells its own subscribers what that changes; a node that dies is forgotten with its lease.
 */
export class Presence extends Context.Service<Presence, {
  /** Holds the visitor online for as long as the scope; the team hears of the first and of the last tab. */
  readonly online: (websiteId: WebsiteId, visitorId: string) => Effect.Effect<void, never, Scope>
  readonly startViewing: (websiteId: WebsiteId, conversationId: string, userId: string) => Effect.Effect<void>
  readonly stopViewing: (websiteId: WebsiteId, conversationId: string, userId: string) => Effect.Effect<void>
  /** All of it at once, for a member who has just come: whoever isn't in it isn't there. */
  readonly whoIsThere: (websiteId: WebsiteId) => Effect.Effect<InboxEvent>
  /** The visitors who are online. */
  readonly visitors: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<string>>
  readonly isOnline: (websiteId: WebsiteId, visitorId: string) => Effect.Effect<boolean>
}>()("api/live/Presence") {
  static readonly layer = Layer.effect(Presence, Effect.gen(function*() {
    const topics = yield* Topics
    const bus = yield* Bus
    const lease = yield* PresenceLease
    const table = new PresenceTable()
    const heard = new WordsHeard()
    const until = () => Date.now() + lease

    const viewers = (websiteId: string, conversationId: string) => ({
      conversationId,
      userIds: table.of(viewingKey(websiteId, conversationId))
    })
    const whoIsThere = (websiteId: string): InboxEvent => {
      const prefix = viewingKey(websiteId, "")
      return {
        _tag: "Presence",
        online: table.of(onlineKey(websiteId)),
        viewers: table.keys(prefix).map((key) => viewers(websiteId, key.slice(prefix.length)))
      }
    }
    const news = (websiteId: string, changed: ReadonlyArray<Change>): ReadonlyArray<InboxEvent> => {
      const conversations = new Set(changed.flatMap(([key]) => conversationOf(key) ?? []))
      return [
        ...changed.filter(([key]) => conversationOf(key) === undefined)
          .map(([key, visitorId]) => ({ _tag: "VisitorPresence" as const, visitorId, online: table.has(key, visitorId) })),
        ...[...conversations].map((id) => ({ _tag: "ViewersChanged" as const, ...viewers(websiteId, id) }))
      ]
    }
    /** Tells the teams on this node. */
    const tell = (changed: ReadonlyArray<Change>) => Effect.forEach(Map.groupBy(changed, ([key]) => siteOf(key)), ([websiteId, some]) => {
      const to = [teamTopic(websiteId)]
      if (!topics.anyone(to)) return Effect.void
      const events = some.length > singlyAtMost ? [whoIsThere(websiteId)] : news(websiteId, some)
      return topics.publish(to, events.map((event) => JSON.stringify(event)).join())
    }, { discard: true })

    const node = crypto.randomUUID()
    const publish = (word: Omit<wakeUps.PresenceSaid, "node">) =>
      Effect.provideService(wakeUps.presence.publish({ node, ...word }), Bus, bus)
    const bell = yield* Queue.sliding<void>(1)
    // What others don't know yet of this node, and whether they are to hear all of it.
    const unsaid = new Map<string, Change>()
    let saysAll = true
    let isNew = true
    let words = 0
    // Nobody else speaks, so that what changed since a word never overtakes it.
    const speak = Effect.suspend(() => {
      const changed = [...unsaid.values()]
      unsaid.clear()
      if (saysAll) {
        saysAll = false
        const who = isNew
        isNew = false
        const id = ++words
        const parts = partsOf(table.word())
        return Effect.forEach(parts, (came, part) => publish({ came, left: {}, word: { id, part, of: parts.length }, who: who && part === 0 }), { discard: true })
      }
      const { came = [], left = [] } = Object.groupBy(changed, ([key, holder]) => table.holds(key, holder) ? "came" : "left")
      return Effect.andThen(
        Effect.forEach(came.length === 0 ? [] : partsOf(byKey(came)), (came) => publish({ came, left: {}, word: null, who: false }), { discard: true }),
        Effect.forEach(left.length === 0 ? [] : partsOf(byKey(left)), (left) => publish({ came: {}, left, word: null, who: false }), { discard: true })
      )
    })
    const sayAll = Effect.suspend(() => {
      saysAll = true
      return Queue.offer(bell, undefined)
    })

    yield* wakeUps.presence.listen((said) => Effect.suspend(() => {
      const word = said.word === null ? undefined : heard.take(said.node, said.word, said.came)
      const changed = said.word === null ? table.learn(said.node, said.came, said.left, until())
        : word === undefined ? (table.renew(said.node, until()), [])
        : table.hear(said.node, word, until())
      return Effect.andThen(tell(changed), said.who ? sayAll : Effect.void)
    }))
    const expire = Effect.suspend(() => {
      const { changed, nodes } = table.expire(Date.now())
      for (const gone of nodes) heard.forget(gone)
      return tell(changed)
    })
    // At once, and then what gathered in the pause: many who come together cost one word.
    yield* Effect.forkScoped(Effect.forever(Queue.take(bell).pipe(Effect.andThen(speak), Effect.andThen(Effect.sleep(pause)))))
    // The first word asks everyone else for theirs; the others keep our lease alive.
    yield* Effect.forkScoped(Effect.repeat(Effect.andThen(sayAll, expire), Schedule.spaced(lease / 3)))

    const changes = (key: string, holder: string, change: () => boolean) => Effect.suspend(() => {
      const was = table.has(key, holder)
      if (!change()) return Effect.void
      unsaid.set(`${key} ${holder}`, [key, holder])
      const ring = Queue.offer(bell, undefined)
      return table.has(key, holder) === was ? ring : Effect.andThen(tell([[key, holder]]), ring)
    }).pipe(Effect.asVoid)
    const come = (key: string, holder: string) => changes(key, holder, () => table.add(key, holder))
    const leave = (key: string, holder: string) => changes(key, holder, () => table.remove(key, holder))

    return Presence.of({
      online: (websiteId, visitorId) =>
        Effect.asVoid(Effect.acquireRelease(come(onlineKey(websiteId), visitorId), () => leave(onlineKey(websiteId), visitorId))),
      startViewing: (websiteId, conversationId, userId) => come(viewingKey(websiteId, conversationId), userId),
      stopViewing: (websiteId, conversationId, userId) => leave(viewingKey(websiteId, conversationId), userId),
      whoIsThere: (websiteId) => Effect.sync(() => whoIsThere(websiteId)),
      visitors: (websiteId) => Effect.sync(() => table.of(onlineKey(websiteId))),
      isOnline: (websiteId, visitorId) => Effect.sync(() => table.has(onlineKey(websiteId), visitorId))
    })
  }))
}

const onlineKey = (websiteId: string) => `online ${websiteId}`
const viewingKey = (websiteId: string, conversationId: string) => `viewing ${websiteId} ${conversationId}`
const siteOf = (key: string): string => key.split(" ")[1] ?? ""
/** Undefined of a visitor's key. */
const conversationOf = (key: string): string | undefined => key.split(" ")[2]

const byKey = (changes: ReadonlyArray<Change>) =>
  Object.fromEntries([...Map.groupBy(changes, ([key]) => key)].map(([key, pairs]) => [key, pairs.map(([, holder]) => holder)]))
