/** A new state and what to do about it. */
export type Step<State, Command> = readonly [state: State, commands: ReadonlyArray<Command>]

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

/** One mutable cell around pure functions. */
export interface Machine<State, Event> {
  get(): State
  /** Calls back after each change; gives the function that stops it. */
  subscribe(listener: () => void): () => void
  send(event: Event): void
}

/**
 * Runs a machine: each event goes through `reduce`, then its commands are performed. Events sent meanwhile wait their
 * turn; when all have passed, `changed` and then the listeners hear once.
 */
export const run = <State, Event, Command>(
  initial: State,
  reduce: (state: State, event: Event) => Step<State, Command>,
  perform: (command: Command) => void,
  changed: (before: State, after: State) => void = () => {}
): Machine<State, Event> => {
  const listeners = new Set<() => void>()
  const waiting: Array<Event> = []
  let state = initial
  let isBusy = false
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: (event) => {
      waiting.push(event)
      if (isBusy) return
      const before = state
      isBusy = true
      try {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [after, commands] = reduce(state, next)
          state = after
          commands.forEach(perform)
        }
      } finally {
        isBusy = false
      }
      if (state === before) return
      changed(before, state)
      for (const listener of listeners) listener()
    }
  }
}
