/** So many are held at least, however long ago they were told. */
const heldAtLeast = 20_000
/** A generation never grows beyond this (some 30 MB, measured): what is told faster than that is read once more. */
const heldAtMost = 100_000
/** A look reads from the position of the look before last on: what was told since the third before it is still known. */
const looksHeld = 3

/**
 * What this node told its subscribers lately, by id and version, so that wake-ups and position checks don't repeat it.
 * Old ones go a generation at a time: taking the oldest out of one big set for each new one costs more than all the rest.
 */
export class Delivered {
  private young = new Map<string, number>()
  private old = new Map<string, number>()
  private looks = 0

  has(id: string, version: number): boolean {
    return (this.young.get(id) ?? this.old.get(id) ?? -1) >= version
  }

  add(id: string, version: number): void {
    if (this.young.size >= heldAtMost) this.age()
    this.young.set(id, version)
  }

  /** A position check has looked for what was never told. */
  looked(): void {
    if (++this.looks >= looksHeld && this.young.size >= heldAtLeast) this.age()
  }

  private age(): void {
    this.old = this.young
    this.young = new Map()
    this.looks = 0
  }
}
