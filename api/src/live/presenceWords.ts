/** Who holds what, by key. */
export type Holds = Readonly<Record<string, ReadonlyArray<string>>>

/** A part of all that a node holds: the parts of one word have its id and come in order. */
export interface PartOfWord {
  readonly id: number
  readonly part: number
  readonly of: number
}

/** Characters of JSON in one part: what a bus takes at least (`postgres`: 7,999 bytes), less what stands around it. Ids are ASCII. */
const partLength = 6000

/** The same in as few pieces as the bus takes; one empty piece when there is nothing. */
export const partsOf = (holds: Holds): ReadonlyArray<Holds> => {
  const parts: Array<Record<string, Array<string>>> = [{}]
  let length = 0
  for (const [key, holders] of Object.entries(holds)) {
    for (const holder of holders) {
      let part = parts.at(-1) ?? {}
      let more = holder.length + 3 + (part[key] === undefined ? key.length + 6 : 0)
      if (length + more > partLength && length > 0) {
        parts.push(part = {})
        length = 0
        more = holder.length + key.length + 9
      }
      length += more
      ;(part[key] ??= []).push(holder)
    }
  }
  return parts
}

/** Puts the words of other nodes together again. A word that misses a part is passed over: the next one says all anew. */
export class WordsHeard {
  private readonly begun = new Map<string, { readonly id: number; readonly parts: Array<Holds> }>()

  /** All parts of the word once its last one is here. */
  take(node: string, { id, of, part }: PartOfWord, holds: Holds): ReadonlyArray<Holds> | undefined {
    if (part === 0) this.begun.set(node, { id, parts: [] })
    const word = this.begun.get(node)
    if (word?.id !== id || word.parts.length !== part) {
      this.begun.delete(node)
      return undefined
    }
    word.parts.push(holds)
    if (word.parts.length < of) return undefined
    this.begun.delete(node)
    return word.parts
  }

  forget(node: string): void {
    this.begun.delete(node)
  }
}
