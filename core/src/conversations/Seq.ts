import * as Schema from "effect/Schema"

/** A place in a thread as a client names it: 1, 2, 3 …; 0 stands before the first item. */
export const Seq = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 31 - 1 }))
