import type { Accessor } from "solid-js"

/** A value, an object with getters, or a function that gives it: what is read of it while drawing is followed. */
export type MaybeAccessor<Value> = Value | Accessor<Value>

export const read = <Value extends object | string | number | boolean | null | undefined>(given: MaybeAccessor<Value>): Value =>
  typeof given === "function" ? (given as Accessor<Value>)() : given // no value is a function itself
