import type { Item, Threads } from "./history.ts"

/** An item as it comes: a newer version replaces an older one. */
interface VersionedItem extends Item {
  readonly conversationId: string
  readonly version: number
}

/** What somebody looks at: threads in the order of `seq`. `onChange` after each change. */
export class Screen {
  readonly #threads = new Map<string, ReadonlyArray<VersionedItem>>()
  readonly #opened = new Set<string>()
  /** Counts how often everything had to be forgotten: what was asked for before belongs to another time. */
  era = 0

  constructor(private readonly onChange: () => void) {}

  fold(items: ReadonlyArray<VersionedItem>): void {
    for (const item of items) {
      const thread = this.#threads.get(item.conversationId) ?? []
      const known = thread.find(({ id }) => id === item.id)
      if (known !== undefined && known.version >= item.version) continue
      const others = thread.filter((other) => other !== known)
      const after = others.findLastIndex(({ seq }) => seq < item.seq) + 1
      this.#threads.set(item.conversationId, others.toSpliced(after, 0, item))
    }
    this.onChange()
  }

  /** Reads a thread the first time it is heard of; news go on meanwhile. */
  open(id: string, read: (id: string) => Promise<{ readonly items: ReadonlyArray<VersionedItem> }>): void {
    if (this.#opened.has(id)) return
    this.#opened.add(id)
    const { era } = this
    read(id).then(({ items }) => {
      if (era === this.era) this.fold(items)
    }, () => {
      // No longer this reader's: the news tell.
      if (era === this.era) this.#opened.delete(id)
    })
  }

  clear(): void {
    this.era++
    this.#opened.clear()
    this.#threads.clear()
    this.onChange()
  }

  get threads(): Threads {
    return Object.fromEntries(this.#threads)
  }

  /** Those of these conversations that are shown. */
  only(ids: ReadonlyArray<string>): Threads {
    return Object.fromEntries(ids.flatMap((id) => {
      const items = this.#threads.get(id) ?? []
      return items.length === 0 ? [] : [[id, items]]
    }))
  }

  /** How many items of these conversations are shown. */
  count(ids: ReadonlyArray<string>): number {
    return ids.reduce((sum, id) => sum + (this.#threads.get(id)?.length ?? 0), 0)
  }
}
