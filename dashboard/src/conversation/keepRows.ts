import type { Row } from "./timelineRows.ts"

const areSame = <A>(a: ReadonlyArray<A>, b: ReadonlyArray<A>, same: (a: A, b: A) => boolean = Object.is): boolean =>
  a.length === b.length && a.every((one, index) => same(one, b[index] as A)) // both are as long

const isSame = (a: Row, b: Row): boolean => {
  if (a._tag === "Day" && b._tag === "Day") return a.at === b.at
  if (a._tag === "Feedback" && b._tag === "Feedback") return a.feedback === b.feedback
  if ("item" in a && "item" in b) return a.item === b.item
  if (a._tag !== "Messages" || b._tag !== "Messages") return a._tag === b._tag
  return a.visitorSeenAt === b.visitorSeenAt && areSame(a.readers, b.readers)
    // A reply on its way is made into an item each time; the reply itself tells whether it changed.
    && areSame(a.messages, b.messages, (one, other) => one.reply === other.reply && (one.reply !== null || one.item === other.item))
}

/**
 * The rows of `next`, each taken from `before` where nothing in it changed: what stays the same object is not drawn anew,
 * so that a new message costs one row however long the thread is.
 */
export const keepRows = (before: ReadonlyArray<Row>, next: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  const known = new Map(before.map((row) => [row.key, row]))
  return next.map((row) => {
    const same = known.get(row.key)
    return same !== undefined && isSame(same, row) ? same : row
  })
}
