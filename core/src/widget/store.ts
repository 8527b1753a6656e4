import type { KeyValue } from "./WidgetPlatform.ts"

/** JSON kept under one prefix. Reads of what is absent, forbidden, foreign or corrupt give null; writes never throw. */
export interface Store {
  read(name: string): unknown
  /** Undefined removes. */
  write(name: string, value: unknown): void
  /** What every key of this store begins with. */
  readonly prefix: string
}

/** `scope` is what the data belongs to (a public key); the format's version is part of every key. */
export const makeStore = (open: () => KeyValue | null, scope: string): Store => {
  const prefix = `cossistant:1:${scope}:`
  return {
    read: (name) => {
      try {
        return JSON.parse(open()?.getItem(prefix + name) ?? "null")
      } catch {
        return null
      }
    },
    write: (name, value) => {
      try {
        if (value === undefined) open()?.removeItem(prefix + name)
        else open()?.setItem(prefix + name, JSON.stringify(value))
      } catch {
        // Forbidden or full: the widget works on, for as long as the page lives.
      }
    },
    prefix
  }
}
