/** How long another node's word holds without being renewed, in milliseconds. */
export const leaseMs = 30_000

/** What one node says: who holds what, by key. */
export type Holds = Readonly<Record<string, ReadonlyArray<string>>>

/**
 * Who is where, over all nodes. This node counts its own holders (several tabs are one presence); of others it keeps
 * the last word until its lease ends. Times are milliseconds since 1970, given by the caller.
 */
export class PresenceTable {
  private readonly own = new Map<string, Map<string, number>>()
  private readonly others = new Map<string, { readonly holds: Holds; readonly until: number }>()

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

  of(key: string, now: number): ReadonlyArray<string> {
    const all = new Set(this.own.get(key)?.keys())
    for (const { holds, until } of this.others.values()) if (until > now) for (const holder of holds[key] ?? []) all.add(holder)
    return [...all]
  }

  /** Whether anyone, here or elsewhere, says that `holder` holds it. */
  has(key: string, holder: string, now: number): boolean {
    if (this.own.get(key)?.has(holder) === true) return true
    for (const { holds, until } of this.others.values()) if (until > now && holds[key]?.includes(holder) === true) return true
    return false
  }

  /** Keys that begin with `prefix` and are held by anyone. */
  keys(prefix: string, now: number): ReadonlyArray<string> {
    const all = new Set(this.own.keys())
    for (const { holds, until } of this.others.values()) if (until > now) for (const key of Object.keys(holds)) all.add(key)
    return [...all].filter((key) => key.startsWith(prefix))
  }

  /** This node's word, for the others. */
  word(): Holds {
    return Object.fromEntries([...this.own].map(([key, holders]) => [key, [...holders.keys()]]))
  }

  /** Replaces what `node` said before. */
  hear(node: string, holds: Holds, now: number): void {
    this.others.set(node, { holds, until: now + leaseMs })
    for (const [name, { until }] of this.others) if (until <= now) this.others.delete(name)
  }
}
