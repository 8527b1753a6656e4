/** Something that changes and can be watched: the same reference for as long as nothing changed. */
export interface Cell<Value> {
  get(): Value
  set(value: Value): void
  /** Calls back after each change; gives what stops it. */
  subscribe(listener: () => void): () => void
}

export const makeCell = <Value>(initial: Value): Cell<Value> => {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
  }
}
