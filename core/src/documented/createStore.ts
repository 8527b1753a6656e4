/** Something that holds a state and tells when it changes. */
export interface Store<State> {
  /** The same object until something changes. */
  getState(): State
  setState(next: State | ((state: State) => State)): void
  /** Hears after changes, at most once for each microtask. Gives the function that stops it. */
  subscribe(listener: (state: State) => void): () => void
  /** Makes several changes that are told as one. */
  batch(work: () => void): void
}

/** Tells listeners once for each microtask, however often it is asked. */
export const makeTeller = <State>(getState: () => State) => {
  const listeners = new Set<(state: State) => void>()
  let isDue = false
  return {
    listeners,
    tell: () => {
      if (isDue) return
      isDue = true
      queueMicrotask(() => {
        isDue = false
        for (const listener of listeners) listener(getState())
      })
    }
  }
}

/** Makes a store of its own. Setting an equal state (`Object.is`) changes nothing. */
export const createStore = <State>(initial: State): Store<State> => {
  let state = initial
  const { listeners, tell } = makeTeller(() => state)
  return {
    getState: () => state,
    setState: (next) => {
      // A state is never a function.
      const after = typeof next === "function" ? (next as (state: State) => State)(state) : next
      if (Object.is(after, state)) return
      state = after
      tell()
    },
    subscribe: (listener) => {
      // Each subscription is its own, also of a listener that subscribes twice.
      const entry = (state: State) => listener(state)
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    // Whatever changes within one turn is told once anyhow.
    batch: (work) => work()
  }
}
