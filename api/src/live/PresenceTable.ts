import type { Holds } from "./presenceWords.ts"

/** Someone somewhere, whose being there changed. */
export type Change = readonly [key: string, holder: string]

type Held = ReadonlyMap<string, Set<string>>
const nothing: Held = new Map()

/**
 * Who is where, over all nodes. This node counts its own holders (several tabs are one presence); of others it keeps
 * the last word until its lease ends. What changes gives the pairs that all nodes together now say otherwise. Times are
 * milliseconds since 1970, given by the caller.
 */
export class PresenceTable {
  private readonly own = new Map<string, Map<string, number>>()
  private readonly others = new Map<string, { held: Map<string, Set<string>>; until: number }>()

  /** Whether this is the holder's first hold on this node. */
  add(key: string, holder: string): boolean {
    const holders = this.own.get(key) ?? new Map<string, number>()
    this.own.set(key, holders)
    const count = (holders.get(holder) ?? 0) + 1
    holders.set(holder, count)
    return count === 1
  }

  /** Whether it was the holder's last hold on this node. */
  remove(key: string, holder: string): boolean {
    const holders = this.own.get(key)
    const count = (holders?.get(holder) ?? 1) - 1
    if (count > 0) holders?.set(holder, count)
    else holders?.delete(holder)
    if (holders?.size === 0) this.own.delete(key)
    return count <= 0
  }

  /** Whether this node itself holds it. */
  holds(key: string, holder: string): boolean {
    return this.own.get(key)?.has(holder) === true
  }

  /** Whether anyone, here or elsewhere, says that `holder` holds it; `besides` is a node whose word doesn't count. */
  has(key: string, holder: string, besides?: string): boolean {
    if (this.holds(key, holder)) return true
    for (const [node, { held }] of this.others) if (node !== besides && held.get(key)?.has(holder) === true) return true
    return false
  }

  of(key: string): ReadonlyArray<string> {
    const all = new Set(this.own.get(key)?.keys())
    for (const { held } of this.others.values()) for (const holder of held.get(key) ?? []) all.add(holder)
    return [...all]
  }

  /** Keys that begin with `prefix` and are held by anyone. */
  keys(prefix: string): ReadonlyArray<string> {
    const all = new Set(this.own.keys())
    for (const { held } of this.others.values()) for (const key of held.keys()) all.add(key)
    return [...all].filter((key) => key.startsWith(prefix))
  }

  /** All that this node holds, for the others. */
  word(): Holds {
    return Object.fromEntries([...this.own].map(([key, holders]) => [key, [...holders.keys()]]))
  }

  /** `node` holds all of `word` and nothing else. */
  hear(node: string, word: ReadonlyArray<Holds>, until: number): ReadonlyArray<Change> {
    const held = new Map<string, Set<string>>()
    for (const holds of word) for (const [key, holder] of pairs(holds)) held.set(key, (held.get(key) ?? new Set()).add(holder))
    const before = this.others.get(node)?.held ?? nothing
    this.others.set(node, { held, until })
    return this.changes(node, before, held)
  }

  /** `node` holds what it held before, but for those who came and those who left. */
  learn(node: string, came: Holds, left: Holds, until: number): ReadonlyArray<Change> {
    const { held } = this.renew(node, until)
    const changed: Array<Change> = []
    for (const [key, holder] of pairs(came)) {
      if (!this.has(key, holder)) changed.push([key, holder])
      held.set(key, (held.get(key) ?? new Set()).add(holder))
    }
    for (const [key, holder] of pairs(left)) {
      const holders = held.get(key)
      if (holders?.delete(holder) !== true) continue
      if (holders.size === 0) held.delete(key)
      if (!this.has(key, holder)) changed.push([key, holder])
    }
    return changed
  }

  /** `node` has given a sign of life. */
  renew(node: string, until: number) {
    const known = this.others.get(node) ?? { held: new Map<string, Set<string>>(), until }
    this.others.set(node, known)
    known.until = until
    return known
  }

  /** Forgets the nodes whose lease is over, and gives their names too. */
  expire(now: number): { readonly nodes: ReadonlyArray<string>; readonly changed: ReadonlyArray<Change> } {
    const over = [...this.others].filter(([, { until }]) => until <= now)
    for (const [node] of over) this.others.delete(node)
    return { nodes: over.map(([node]) => node), changed: over.flatMap(([node, { held }]) => this.changes(node, held, nothing)) }
  }

  /** What differs between two words of `node`, but for what others say anyway. */
  private changes(node: string, before: Held, after: Held): ReadonlyArray<Change> {
    const changed: Array<Change> = []
    for (const [held, other] of [[before, after], [after, before]] as const) {
      for (const [key, holders] of held) {
        for (const holder of holders) {
          if (other.get(key)?.has(holder) !== true && !this.has(key, holder, node)) changed.push([key, holder])
        }
      }
    }
    return changed
  }
}

function* pairs(holds: Holds): Iterable<Change> {
  for (const [key, holders] of Object.entries(holds)) for (const holder of holders) yield [key, holder]
}
