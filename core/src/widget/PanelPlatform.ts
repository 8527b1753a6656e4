import type { PayloadEnc } from "../client/procedures.ts"
import type { Contract } from "./nouns.ts"
import { putFile, type PutFile } from "./putFile.ts"

export type Profile = PayloadEnc<Contract, "visitors.start">["profile"]

/** What the second half wants from the page besides. */
export interface PanelPlatform {
  readonly isVisible: () => boolean
  readonly onVisibility: (listener: () => void) => () => void
  /** Tells which key another tab changed; null when it cleared everything. */
  readonly onStorage: (listener: (key: string | null) => void) => () => void
  /** The page goes away, maybe for good. */
  readonly onLeave: (listener: () => void) => () => void
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>
  /** Runs `work` while no other tab runs work of the same name, as far as the browser can promise that. */
  readonly exclusively: (name: string, work: () => Promise<void>) => Promise<void>
  readonly profile: () => Profile
  readonly putFile: PutFile
  /** One line for the developer of the page. */
  readonly warn: (message: string) => void
}

const tracked = /^(utm_|gclid|gbraid|wbraid|fbclid|msclkid|ttclid|li_fat_id|twclid)/

/** The page's address without its fragment and without query parameters that may hold secrets. */
const publicAddress = (): string => {
  const url = new URL(location.href)
  for (const key of Array.from(url.searchParams.keys())) if (!tracked.test(key)) url.searchParams.delete(key)
  url.hash = ""
  return url.href.slice(0, 2000)
}

export const browserPanelPlatform: PanelPlatform = {
  isVisible: () => document.visibilityState === "visible",
  onVisibility: (listener) => {
    document.addEventListener("visibilitychange", listener)
    return () => document.removeEventListener("visibilitychange", listener)
  },
  onStorage: (listener) => {
    const onStorage = (event: StorageEvent) => listener(event.key)
    window.addEventListener("storage", onStorage)
    return () => window.removeEventListener("storage", onStorage)
  },
  onLeave: (listener) => {
    window.addEventListener("pagehide", listener)
    return () => window.removeEventListener("pagehide", listener)
  },
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  exclusively: async (name, work) => {
    // Absent on plain http pages.
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
  putFile,
  // oxlint-disable-next-line no-console -- the one place where the host page's developer is told
  warn: (message) => console.warn(`[support] ${message}`)
}
