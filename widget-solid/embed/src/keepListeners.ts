import type { SupportEventOf, SupportEvents, SupportEventType } from "@cossistant/core/documented/supportEvents"

/** Listeners as a page names them: by type and function, so that one function may hear several types. */
export interface Listeners {
  /** The same function for the same type again changes nothing. */
  on<Type extends SupportEventType>(type: Type, listener: (event: SupportEventOf<Type>) => void): void
  off<Type extends SupportEventType>(type: Type, listener: (event: SupportEventOf<Type>) => void): void
  /** Lets go of all. */
  end(): void
}

export const keepListeners = (on: SupportEvents["subscribe"]): Listeners => {
  const stops = new Map<SupportEventType, Map<unknown, () => void>>()
  return {
    on: (type, listener) => {
      const ofType = stops.get(type) ?? new Map<unknown, () => void>()
      stops.set(type, ofType)
      if (!ofType.has(listener)) ofType.set(listener, on(type, listener))
    },
    off: (type, listener) => {
      stops.get(type)?.get(listener)?.()
      stops.get(type)?.delete(listener)
    },
    end: () => {
      for (const ofType of stops.values()) for (const stop of ofType.values()) stop()
    }
  }
}
