import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import type { AccessChange } from "./Live.ts"

/** Whose admission it is: any of these ids that changes makes it forgotten, and so does a change of the site without any. */
export type Person = Omit<AccessChange, "reason">

/** Admissions by key, with the person each is about. */
interface Admissions<A> {
  readonly recall: (key: string) => A | undefined
  /**
   * What was looked up after `recall` knew nothing. `since` is `Sessions.changes()` as it stood before the look-up: what a
   * change of this person's rights has made stale meanwhile is passed over. `until` in milliseconds since 1970.
   */
  readonly remember: (since: number, key: string, value: A, person: Person, until: number) => void
}

const heldAtMost = 100_000

/** Changes of rights that are remembered. Whose admission lasts longer than so many is taken to be concerned. */
const rememberedAtMost = 1000

/** How many changes of rights this node had heard of when the caller at hand began to be let in. */
export const AdmittedAt = Context.Reference<number>("api/live/AdmittedAt", { defaultValue: () => 0 })

/** How long nobody is asked again, in milliseconds, who was let in once: no admission is held for longer. */
export const believedAtMost = 60_000

/**
 * Who was let in lately, so that a message doesn't cost a look-up. Each kind of caller keeps its own admissions;
 * `forget` clears a person from all of them at once and runs on every node when an access right changes.
 */
export class Sessions extends Context.Service<Sessions, {
  readonly admissions: <A>() => Admissions<A>
  readonly forget: (person: Person) => void
  /** How many changes of rights this node has heard of. */
  readonly changes: () => number
  /** Whether one of the changes after the first `since` is about this person. */
  readonly changedSince: (since: number, person: Person) => boolean
}>()("api/live/Sessions") {
  static readonly layer = Layer.sync(Sessions, () => {
    const forgetters: Array<(person: Person) => void> = []
    // Grows with each change of rights: what was looked up before one and comes to be remembered after it is stale.
    let changes = 0
    const latest: Array<Person> = []
    const changedSince = (since: number, person: Person) =>
      changes - since > latest.length || latest.slice(latest.length - (changes - since)).some((changed) => concerns(changed, person))
    return Sessions.of({
      admissions: <A>(): Admissions<A> => {
        const held = new Map<string, { value: A; person: Person; until: number }>()
        forgetters.push((person) => {
          for (const [key, entry] of held) if (concerns(person, entry.person)) held.delete(key)
        })
        return {
          recall: (key) => {
            const entry = held.get(key)
            if (entry !== undefined && entry.until > Date.now()) return entry.value
            held.delete(key)
            return undefined
          },
          remember: (since, key, value, person, until) => {
            if (since !== changes && changedSince(since, person)) return
            // The oldest goes: it is only asked for anew.
            if (held.size >= heldAtMost) held.delete(held.keys().next().value ?? key)
            held.set(key, { value, person, until })
          }
        }
      },
      forget: (person) => {
        changes++
        if (latest.push(person) > rememberedAtMost) latest.shift()
        for (const forget of forgetters) forget(person)
      },
      changes: () => changes,
      changedSince
    })
  })
}

const concerns = (changed: Person, known: Person) =>
  changed.websiteId === known.websiteId && (
    (changed.visitorId === undefined && changed.contactId === undefined && changed.userId === undefined) ||
    (changed.visitorId !== undefined && changed.visitorId === known.visitorId) ||
    (changed.contactId !== undefined && changed.contactId === known.contactId) ||
    (changed.userId !== undefined && changed.userId === known.userId)
  )
