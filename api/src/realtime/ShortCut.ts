import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { Connection } from "./Connection.ts"

/** One decoded call, past the limits of its connection. */
export interface Call {
  readonly connection: Connection
  readonly authorization: string | undefined
  readonly payload: unknown
}

/**
 * A shorter way for calls of one procedure that come all the time and mostly need nothing but what is known: no fiber waits
 * for their answer. Gives false for a call that must go the ordinary way. `done` answers, once; a success may be `Written`.
 */
export type ShortCut = (call: Call, done: (exit: Exit.Exit<unknown, unknown>) => Effect.Effect<void>) => boolean

/** Shortcuts by procedure. */
export type ShortCuts = Readonly<Record<string, ShortCut>>

/** A success as its JSON, from a shortcut that made the value itself: encoding it by its schema would only check it again. */
export class Written {
  constructor(readonly json: string) {}
}
