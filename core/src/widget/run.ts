/** A new state and what to do about it. */
export type Step<State, Command> = readonly [state: State, commands: ReadonlyArray<Command>]

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
