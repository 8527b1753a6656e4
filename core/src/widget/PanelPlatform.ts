import type { PayloadEnc } from "../client/procedures.ts"
import { isDevelopment } from "../dom/isDevelopment.ts"
import { playSound, type Sound } from "../dom/sounds.ts"
import { warnDeveloper } from "../dom/warnDeveloper.ts"
import { type Attribution, attributionOf } from "./attribution.ts"
import { deviceHash } from "./deviceHash.ts"
import type { Contract } from "./nouns.ts"
import { putFile, type PutFile } from "./putFile.ts"
import { mayTrack } from "./WidgetPlatform.ts"

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
  /** What is told of this browser and its page: of the page nothing unless it may be tracked. */
  readonly profile: (allowed: {
    readonly tracking: boolean
    /** How its person came here first. */
    readonly landing: unknown
    /** The site that wants a likeness of the device, or null. */
    readonly fingerprintFor: string | null
  }) => Profile
  readonly playSound: (sound: Sound) => void
  /** This page is one a developer looks at. */
  readonly isDevelopment: () => boolean
  /** False when the widget stands in the page without its stylesheet. */
  readonly isStyled: () => boolean
  /** Tells of each address that the page's content security policy refuses, and by which rule. */
  readonly onBlocked: (listener: (address: string, directive: string) => void) => () => void
  /** The page's address changed without the page being loaded anew. */
  readonly onPageChange: (listener: () => void) => () => void
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

const listen = (target: EventTarget, types: ReadonlyArray<string>, listener: () => void) => {
  for (const type of types) target.addEventListener(type, listener)
  return () => types.forEach((type) => target.removeEventListener(type, listener))
}

const attributed = (attribution: Attribution | null) => attribution && { attribution }

export const browserPanelPlatform: PanelPlatform = {
  isVisible: () => document.visibilityState === "visible",
  onVisibility: (listener) => listen(document, ["visibilitychange"], listener),
  onStorage: (listener) => {
    const onStorage = (event: StorageEvent) => listener(event.key)
    window.addEventListener("storage", onStorage)
    return () => window.removeEventListener("storage", onStorage)
  },
  onLeave: (listener) => listen(window, ["pagehide"], listener),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  exclusively: async (name, work) => {
    // Absent on plain http pages.
    const locks: LockManager | undefined = navigator.locks
    await (locks ? locks.request(name, work) : work())
  },
  profile: ({ fingerprintFor, landing, tracking }) => ({
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screenResolution: `${screen.width}x${screen.height}`,
    viewport: `${innerWidth}x${innerHeight}`,
    ...(tracking && mayTrack() && {
      ...attributed(attributionOf(landing, location.host)),
      ...(fingerprintFor !== null && { deviceHash: deviceHash(fingerprintFor) }),
      ...(document.referrer && { referrer: document.referrer.slice(0, 2000) }),
      currentPage: {
        url: publicAddress(),
        path: location.pathname.slice(0, 1000),
        title: document.title.slice(0, 300) || null
      }
    })
  }),
  // The host's history is never patched: browsers with the Navigation API tell of every change, others of some.
  onPageChange: (listener) => "navigation" in window && window.navigation instanceof EventTarget
    ? listen(window.navigation, ["currententrychange"], listener)
    : listen(window, ["popstate", "hashchange"], listener),
  putFile,
  playSound,
  isDevelopment,
  isStyled: () => {
    const root = document.querySelector(".cossistant")
    return root === null || getComputedStyle(root).getPropertyValue("--co-primary") !== ""
  },
  onBlocked: (listener) => {
    const onViolation = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => listener(blockedURI, effectiveDirective)
    document.addEventListener("securitypolicyviolation", onViolation)
    return () => document.removeEventListener("securitypolicyviolation", onViolation)
  },
  warn: warnDeveloper
}
