import { browserPlatform, type Platform } from "../client/Platform.ts"
import type { WidgetEvent } from "./events.ts"
import type { Landing } from "./profile.ts"
import type { DeveloperPlatform } from "./DeveloperPlatform.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"
import type { PutFile } from "./putFile.ts"
import type { Machine } from "./run.ts"
import type { WidgetState } from "./WidgetState.ts"

/** A key-value store that may be absent, full or forbidden; the widget's own code catches what it throws. */
export type KeyValue = Pick<Storage, "getItem" | "setItem" | "removeItem">

/** What the launcher wants from the page it lives in. Nothing is touched before `start()`. */
export interface LauncherPlatform extends Platform {
  /** Throws or gives null where a browser forbids storage. */
  readonly storage: (kind: "local" | "session") => KeyValue | null
  /** The page as it was come to; undefined in a browser that asks not to be tracked. */
  readonly landing: () => Landing | undefined
  /** Resolves when the page has drawn what it was about to. Safari doesn't tell and takes the next turn. */
  readonly untilIdle: () => Promise<unknown>
  /** Tells what a page's developer has to mend, if the page is one a developer looks at. Asked with each start. */
  readonly helpDeveloper: (widget: Machine<WidgetState, WidgetEvent>) => void
}

/** A person who asks not to be tracked isn't followed. */
export const mayTrack = (): boolean =>
  navigator.doNotTrack !== "1" && !(navigator as { readonly globalPrivacyControl?: boolean }).globalPrivacyControl // not every browser has it

/** All of it; what is left out is the browser's. */
export type WidgetPlatform = LauncherPlatform & Partial<PanelPlatform & DeveloperPlatform & { readonly putFile: PutFile }>

/** What an address says of a campaign or a click, and so where its visitor came from; everything else in a query may be somebody's secret. */
export const campaignOf = (query: string): string => query.match(/\b(utm_\w+|\w+clk?id|[gw]braid|li_fat_id)=[^&]*/g)?.join("&") ?? ""

export const browserLauncherPlatform: LauncherPlatform = {
  ...browserPlatform,
  storage: (kind) => kind === "local" ? localStorage : sessionStorage,
  untilIdle: () => new Promise((resolve) => globalThis.requestIdleCallback?.(resolve, { timeout: 500 }) ?? setTimeout(resolve)),
  landing: () => mayTrack() ? {
    path: location.pathname,
    query: campaignOf(location.search),
    referrer: document.referrer.split("/")[2] ?? "",
    at: Date.now()
  } : undefined,
  // A first look, for few bytes; that part looks closely. Lost, it helps with the next page.
  helpDeveloper: (widget) => /p:|(\d|host|test|local)$/.test(location.origin) && import("./developer.ts").then(({ watch }) => watch(widget), () => {})
}
