import { browserPlatform, type Platform } from "../client/Platform.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"

/** A key-value store that may be absent, full or forbidden; the widget's own code catches what it throws. */
export type KeyValue = Pick<Storage, "getItem" | "setItem" | "removeItem">

/** What the launcher wants from the page it lives in. Nothing is touched before `start()`. */
export interface LauncherPlatform extends Platform {
  /** Throws or gives null where a browser forbids storage. */
  readonly storage: (kind: "local" | "session") => KeyValue | null
}

/** All of it; what is left out is the browser's. */
export type WidgetPlatform = LauncherPlatform & Partial<PanelPlatform>

export const browserLauncherPlatform: LauncherPlatform = {
  ...browserPlatform,
  storage: (kind) => kind === "local" ? localStorage : sessionStorage
}
