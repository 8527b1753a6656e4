import { browserDeveloperPlatform, type DeveloperPlatform } from "./DeveloperPlatform.ts"
import { blockedByPolicy, missingStylesheet } from "./developerLines.ts"
import { isDevelopment } from "../dom/isDevelopment.ts"
import type { WidgetEvent } from "./events.ts"
import type { Machine } from "./run.ts"
import type { WidgetState } from "./WidgetState.ts"

/** Milliseconds that a page's stylesheets may take. */
const STYLED_WITHIN = 3_000
/** Questions without any answer, after which the address is taken for a wrong one. */
const SILENCES = 3

const watched = new WeakSet<object>()

/** Tells a page's developer, while the widget lives, what they have to mend and can't see from what it shows. */
export const watchPage = (
  widget: Machine<WidgetState, WidgetEvent>, platform: DeveloperPlatform
): void => {
  if (watched.has(widget)) return
  watched.add(widget)
  const { get, send, subscribe } = widget
  const { apiUrl } = get()
  const told = new Set<string>()
  let isBlocked = false
  let end: (() => void) | undefined
  const warn = (message: string) => {
    if (!told.has(message)) platform.warn(message)
    told.add(message)
  }
  const begin = () => {
    const timer = platform.setTimeout(() => {
      if (!platform.isStyled()) warn(missingStylesheet(apiUrl))
    }, STYLED_WITHIN)
    const off = platform.onBlocked((address, directive) => {
      if (!address.startsWith(apiUrl) && !address.startsWith(apiUrl.replace(/^http/, "ws"))) return
      isBlocked = true
      warn(blockedByPolicy(apiUrl, directive))
    })
    return () => {
      off()
      platform.clearTimeout(timer)
    }
  }
  const look = () => {
    const { configurationError, isRunning, website: { attempts, value } } = get()
    if (isRunning) end ??= begin()
    else {
      end?.()
      end = undefined
    }
    // A browser says no more of a refused connection, a name that doesn't exist and a site that tells other pages nothing.
    if (isRunning && attempts >= SILENCES && !value && !configurationError && !isBlocked && platform.isOnline()) {
      send({ _tag: "Refused", error: { _tag: "Unreachable", status: 0 } })
    }
  }
  subscribe(look)
  look()
}

/** The same in a browser, if the page is one a developer looks at. */
export const watch = (widget: Machine<WidgetState, WidgetEvent>): void => {
  if (isDevelopment()) watchPage(widget, browserDeveloperPlatform)
}
