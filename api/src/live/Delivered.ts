const heldAtLeast = 20_000

/**
 * What this node told its subscribers lately, by id and version, so that wake-ups and position checks don't repeat it.
 * Old ones go a generation at a time: taking the oldest out of one big set for each new one costs more than all the rest.
 */
export class Delivered {
  private young = new Map<string, number>()
  private old = new Map<string, number>()

  has(id: string, version: number): boolean {
    return (this.young.get(id) ?? this.old.get(id) ?? -1) >= version
  }

  add(id: string, version: number): void {
    if (this.young.size >= heldAtLeast) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(id, version)
  }
}
