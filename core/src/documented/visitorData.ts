import type { VisitorAttribution, VisitorPage } from "@cossistant/types"
import { attributionOf } from "../widget/attribution.ts"
import { deviceProfile, pageProfile, type Profile } from "../widget/PanelPlatform.ts"
import { browserLauncherPlatform } from "../widget/WidgetPlatform.ts"
import { type BrowserFacts, browserFacts } from "./browserFacts.ts"

/** What a browser can tell of itself and of the page it is on. */
export interface VisitorData extends BrowserFacts {
  language: string | null
  timezone: string | null
  screenResolution: string | null
  viewport: string | null
  /** Null for someone who asks not to be tracked. */
  currentPage: VisitorPage | null
  /** How this page was reached: by which site, campaign and advertisement. Null as above. */
  attribution: VisitorAttribution | null
}

/** Looks at the browser and its page, sending nothing. Null on a server. */
export const collectVisitorData = (): VisitorData | null => {
  if (typeof window === "undefined" || typeof document === "undefined") return null
  // Nobody who asks not to be tracked has a landing.
  const landing = browserLauncherPlatform.landing()
  const attribution = landing && attributionOf(landing, location.host)
  const { currentPage, language, screenResolution, timezone, viewport }: Profile = { ...deviceProfile(), ...(landing && pageProfile()) }
  const said = Object.entries(attribution?.utm ?? {}).flatMap(([name, value]) => value === null || value === undefined ? [] : [[name, value]])
  return {
    ...browserFacts(navigator.userAgent),
    language: language ?? null,
    timezone: timezone ?? null,
    screenResolution: screenResolution ?? null,
    viewport: viewport ?? null,
    currentPage: currentPage ?? null,
    attribution: attribution
      ? { channel: attribution.channel, referrer: attribution.referrerDomain, utm: Object.fromEntries(said), clickIds: { ...attribution.clickIds } }
      : null
  }
}
