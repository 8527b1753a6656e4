import type { PayloadEnc } from "../client/procedures.ts"
import { browserPlatform, type Platform } from "../client/Platform.ts"
import type { Contract } from "./nouns.ts"

/** A key-value store that may be absent, full or forbidden; the widget's own code catches what it throws. */
export type KeyValue = Pick<Storage, "getItem" | "setItem" | "removeItem">

export type Profile = PayloadEnc<Contract, "visitors.start">["profile"]

/** Everything the widget wants from the page it lives in. Nothing is touched before `start()`. */
export interface WidgetPlatform extends Platform {
  /** Throws or gives null where a browser forbids storage. */
  readonly storage: (kind: "local" | "session") => KeyValue | null
  /** Tells which key another tab changed; null when it cleared everything. */
  readonly onStorage: (listener: (key: string | null) => void) => () => void
  readonly isVisible: () => boolean
  readonly onVisibility: (listener: () => void) => () => void
  /** The page goes away, maybe for good. */
  readonly onLeave: (listener: () => void) => () => void
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>
  /** Runs `work` while no other tab runs work of the same name, as far as the browser can promise that. */
  readonly exclusively: (name: string, work: () => Promise<void>) => Promise<void>
  readonly profile: () => Profile
  /** One line for the developer of the page. */
  readonly warn: (message: string) => void
}

const tracked = /^(utm_|gclid|gbraid|wbraid|fbclid|msclkid|ttclid|li_fat_id|twclid)/

/** The page's address without its fragment and without query parameters that may hold secrets. */
const publicAddress = (): string => {
  const url = new URL(location.href)
  for (const key of [...url.searchParams.keys()]) if (!tracked.test(key)) url.searchParams.delete(key)
  url.hash = ""
  return url.href.slice(0, 2000)
}

const listen = (target: EventTarget, type: string, listener: () => void) => {
  target.addEventListener(type, listener)
  return () => target.removeEventListener(type, listener)
}

export const browserWidgetPlatform: WidgetPlatform = {
  ...browserPlatform,
  storage: (kind) => kind === "local" ? localStorage : sessionStorage,
  onStorage: (listener) => {
    const onStorage = (event: StorageEvent) => listener(event.key)
    window.addEventListener("storage", onStorage)
    return () => window.removeEventListener("storage", onStorage)
  },
  isVisible: () => document.visibilityState === "visible",
  onVisibility: (listener) => listen(document, "visibilitychange", listener),
  onLeave: (listener) => listen(window, "pagehide", listener),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  // Absent on plain http pages.
  exclusively: async (name, work) => {
    const locks: LockManager | undefined = navigator.locks
    await (locks ? locks.request(name, work) : work())
  },
  profile: () => ({
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screenResolution: `${screen.width}x${screen.height}`,
    viewport: `${innerWidth}x${innerHeight}`,
    ...(document.referrer && { referrer: document.referrer.slice(0, 2000) }),
    currentPage: {
      url: publicAddress(),
      path: location.pathname.slice(0, 1000),
      title: document.title.slice(0, 300) || null
    }
  }),
  // oxlint-disable-next-line no-console -- the one place where the host page's developer is told
  warn: (message) => console.warn(`[support] ${message}`)
}
