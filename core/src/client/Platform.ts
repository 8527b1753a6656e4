import { listen } from "../dom/listen.ts"

export type Timer = ReturnType<typeof setTimeout>

/** The part of a `WebSocket` the client uses. */
export interface Socket {
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
  send(data: string): void
  close(): void
}

/** Everything the client wants from where it runs. Times are milliseconds. */
export interface Platform {
  /** Left out where sockets don't exist: the client starts with the HTTP stream. */
  readonly openSocket?: ((url: string) => Socket) | undefined
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly setTimeout: (run: () => void, ms: number) => Timer
  readonly clearTimeout: (timer: Timer | undefined) => void
  /** Between 0 and 1, as `Math.random`. */
  readonly random: () => number
  readonly now: () => number
  readonly isOnline: () => boolean
  /** Tells when the device says that it is online again, or that the page comes to sight. */
  readonly onWake: (listener: () => void) => () => void
}

/** The platform of a browser. Touches no global before one of its members is called. */
export const browserPlatform: Platform = {
  // The DOM's handlers take richer events than the client reads.
  openSocket: (url) => new WebSocket(url) as Socket,
  fetch: (url, init) => fetch(url, init),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  random: Math.random,
  now: Date.now,
  isOnline: () => navigator.onLine,
  // `visibilitychange` bubbles from the document; it also tells of hiding, which does no harm.
  onWake: (listener) => listen(window, ["online", "visibilitychange"], listener)
}
