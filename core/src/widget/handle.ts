import type { Step } from "./run.ts"

interface Tagged {
  readonly _tag: string
}

/** The events a part of the widget answers, by tag. */
export type Handlers<State, Event extends Tagged, Command> = {
  readonly [T in Event["_tag"]]?: (
    state: State,
    event: Extract<Event, { readonly _tag: T }>,
    now: number
  ) => Step<State, Command>
}

/** Lets one part answer an event; a part without a handler for it changes nothing. */
export const handle = <State, Event extends Tagged, Command>(
  handlers: Handlers<State, Event, Command>,
  state: State,
  event: Event,
  now: number
): Step<State, Command> => {
  // A handler's parameter is the event of its own key, which the index can't express.
  const handler = handlers[event._tag as Event["_tag"]] as
    | ((state: State, event: Event, now: number) => Step<State, Command>)
    | undefined
  return handler ? handler(state, event, now) : [state, []]
}
