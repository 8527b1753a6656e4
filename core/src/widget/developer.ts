import { blockedByPolicy, missingStylesheet } from "./developerLines.ts"
import type { DeveloperPlatform } from "./DeveloperPlatform.ts"
import type { ReadyState } from "./PanelState.ts"
import type { PanelStep } from "./panelEvents.ts"
import type { LauncherPlatform } from "./WidgetPlatform.ts"

/** Milliseconds that a page's stylesheets may take. */
const STYLED_WITHIN = 3_000

/** Tells a page's developer what they have to mend, and can't see from what the widget shows. Gives what ends it. */
export const watchPage = (platform: LauncherPlatform & DeveloperPlatform, apiUrl: string): () => void => {
  const told = new Set<string>()
  const warn = (message: string) => {
    if (!told.has(message)) platform.warn(message)
    told.add(message)
  }
  const timer = platform.setTimeout(() => {
    if (!platform.isStyled()) warn(missingStylesheet(apiUrl))
  }, STYLED_WITHIN)
  const off = platform.onBlocked((address, directive) => {
    if (address.startsWith(apiUrl) || address.startsWith(apiUrl.replace(/^http/, "ws"))) warn(blockedByPolicy(apiUrl, directive))
  })
  return () => {
    off()
    platform.clearTimeout(timer)
  }
}

/** The page is watched while the widget lives. */
export const developerReaction = (before: ReadyState | null, after: ReadyState): PanelStep =>
  [after, after.isRunning === (before?.isRunning ?? false) ? [] : [{ _tag: "Watch", apiUrl: after.isRunning ? after.apiUrl : null }]]
