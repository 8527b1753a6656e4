import type { PayloadEnc } from "../client/procedures.ts"
import type { playSound } from "../dom/sound.ts"
import { isLanding, type Landing, plainAttribution } from "./profile.ts"
import type { Contract } from "./nouns.ts"
import { listen } from "../dom/listen.ts"
import { browserLauncherPlatform, campaignOf, mayTrack } from "./WidgetPlatform.ts"

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
  }) => Promise<Profile>
  readonly playSound: typeof playSound
  /** The page's address changed without the page being loaded anew. */
  readonly onPageChange: (listener: () => void) => () => void
}

/** The page's address without its fragment and without query parameters that may hold secrets. */
const publicAddress = (): string => {
  const { origin, pathname, search } = location
  const campaign = campaignOf(search)
  return `${origin}${pathname}${campaign && `?${campaign}`}`.slice(0, 2000)
}

/** What is told of this browser whatever it may be asked. The first look at its time zone takes a browser 15 ms. */
export const deviceProfile = (): Profile => ({
  language: navigator.language,
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  screenResolution: `${screen.width}x${screen.height}`,
  viewport: `${innerWidth}x${innerHeight}`
})

/** What is told of the page, where it may be tracked. */
export const pageProfile = (): Profile => ({
  ...(document.referrer && { referrer: document.referrer.slice(0, 2000) }),
  currentPage: {
    url: publicAddress(),
    path: location.pathname.slice(0, 1000),
    title: document.title.slice(0, 300) || null
  }
})

/** How this person came here and what this device is like. What only campaigns and likenesses need is loaded for them. */
const likeness = async (landing: Landing | null, site: string | null): Promise<Pick<Profile, "attribution" | "deviceHash">> => {
  const isPlain = landing === null || (landing.query === "" && (landing.referrer === "" || landing.referrer === location.host))
  if (isPlain && site === null) return landing && { attribution: plainAttribution(landing) } || {}
  const { attributionOf, deviceHash } = await import("./profileParts.ts")
  return {
    ...(landing && { attribution: attributionOf(landing, location.host) }),
    ...(site !== null && { deviceHash: deviceHash(site) })
  }
}

export const browserPanelPlatform: PanelPlatform = {
  isVisible: () => document.visibilityState === "visible",
  onVisibility: (listener) => listen(document, ["visibilitychange"], listener),
  onStorage: (listener) => listen<StorageEvent>(window, ["storage"], ({ key }) => listener(key)),
  onLeave: (listener) => listen(window, ["pagehide"], listener),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  exclusively: async (name, work) => {
    // Absent on plain http pages.
    const locks: LockManager | undefined = navigator.locks
    await (locks ? locks.request(name, work) : work())
  },
  profile: async ({ fingerprintFor, landing, tracking }) => {
    await browserLauncherPlatform.untilIdle()
    if (!tracking || !mayTrack()) return deviceProfile()
    // Told with the next news of the page where the network lost the part.
    return { ...deviceProfile(), ...pageProfile(), ...(await likeness(isLanding(landing) ? landing : null, fingerprintFor).catch(() => null)) }
  },
  // The host's history is never patched: browsers with the Navigation API tell of every change, others of some.
  onPageChange: (listener) => "navigation" in window && window.navigation instanceof EventTarget
    ? listen(window.navigation, ["currententrychange"], listener)
    : listen(window, ["popstate", "hashchange"], listener),
  playSound: (sound) => void import("../dom/sound.ts").then(({ playSound }) => playSound(sound), () => {}) // one that is late is better not heard
}
