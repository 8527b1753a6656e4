import { classes } from "@cossistant/core/dom/slotAttributes"

/** Classes of a part: fixed, or made of the part's state. */
export type ClassName<State> = string | ((state: State) => string | undefined)

/** `className` is an alias of `class`; both hold. */
export interface Classed<State> {
  readonly class?: ClassName<State> | undefined
  readonly className?: ClassName<State> | undefined
}

/** A part's classes as they are in this state. */
export const classOf = <State>(props: Classed<State>, state: State): string | undefined =>
  classes(...[props.class, props.className].map((name) => typeof name === "function" ? name(state) : name))
