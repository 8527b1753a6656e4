const heldAtMost = 20_000

/** What this node told its subscribers lately, as `id:version`, so that wake-ups and position checks don't repeat it. */
export class Delivered {
  private readonly keys = new Set<string>()

  has(id: string, version: number): boolean {
    return this.keys.has(`${id}:${version}`)
  }

  add(id: string, version: number): void {
    if (this.keys.size >= heldAtMost) {
      const oldest = this.keys.values().next().value
      if (oldest !== undefined) this.keys.delete(oldest)
    }
    this.keys.add(`${id}:${version}`)
  }
}
