import type { Attempt, History, Right, Threads } from "./history.ts"

/** Writes down what a test sees, in one order of time. */
export class Recorder {
  readonly #attempts = new Map<string, Attempt>()
  /** Tries of each attempt whose end isn't known: under way, or lost. */
  readonly #tries = new Map<string, number>()
  readonly #told: Array<History["told"][number]> = []
  readonly #rights: Array<{ viewer: string; conversationId: string; until: number }> = []
  readonly #versions = new Map<string, string>()
  #now = 0
  /** What can't be: two contents of one version, an answer that blames us. */
  readonly contradictions: Array<string> = []

  start(attempt: Omit<Attempt, "startedAt" | "acknowledged" | "isRefused">): void {
    this.#attempts.set(attempt.id, { ...attempt, startedAt: ++this.#now, acknowledged: [], isRefused: false })
  }

  try(id: string): void {
    this.#tries.set(id, (this.#tries.get(id) ?? 0) + 1)
  }

  acknowledge(id: string, seq: number): void {
    this.#change(id, (attempt) => ({ ...attempt, acknowledged: [...attempt.acknowledged, { seq, at: ++this.#now }] }))
  }

  /** One try was turned away; others may have been taken. */
  refuse(id: string): void {
    this.#tries.set(id, (this.#tries.get(id) ?? 1) - 1)
  }

  tell(viewer: string, item: { readonly id: string; readonly conversationId: string }): void {
    this.#told.push({ viewer, conversationId: item.conversationId, itemId: item.id })
  }

  /** The same id and version must always say the same to the same kind of audience. */
  version(audience: string, id: string, version: number, content: unknown): void {
    const key = `${audience} ${id} ${version}`
    const said = sorted(content)
    const before = this.#versions.get(key)
    if (before !== undefined && before !== said) this.contradictions.push(`${key} said ${before}, then ${said}`)
    this.#versions.set(key, said)
  }

  /** From now on these viewers may see these conversations, and nothing else. */
  may(now: ReadonlyArray<Omit<Right, "until">>): void {
    const at = ++this.#now
    const is = (right: Omit<Right, "until">) => (other: Omit<Right, "until">) => right.viewer === other.viewer && right.conversationId === other.conversationId
    for (const right of this.#rights) if (right.until === Infinity && !now.some(is(right))) right.until = at
    for (const right of now) if (!this.#rights.some((known) => known.until === Infinity && is(right)(known))) this.#rights.push({ ...right, until: Infinity })
  }

  history(kept: Threads, views: History["views"]): History {
    const attempts = [...this.#attempts.values()].map((attempt) => ({ ...attempt, isRefused: this.#tries.get(attempt.id) === 0 }))
    return { attempts, kept, views, told: this.#told, rights: this.#rights }
  }

  #change(id: string, change: (attempt: Attempt) => Attempt): void {
    const attempt = this.#attempts.get(id)
    if (attempt !== undefined) this.#attempts.set(id, change(attempt))
  }
}

/** JSON whose objects have their keys in order. */
const sorted = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) =>
  typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner)
