import type { Platform } from "../client/Platform.ts"
import { warnDeveloper } from "../dom/warnDeveloper.ts"

/** What looking after the developer of a page wants from it. */
export interface DeveloperPlatform extends Pick<Platform, "clearTimeout" | "isOnline" | "setTimeout"> {
  /** False when the widget stands in the page without its stylesheet. */
  readonly isStyled: () => boolean
  /** Tells of each address that the page's content security policy refuses, and by which rule. One that is only tried out refuses nothing. */
  readonly onBlocked: (listener: (address: string, directive: string) => void) => () => void
  /** One line for the developer of the page. */
  readonly warn: (message: string) => void
}

// Nothing is shared with what every page loads: bundlers would cut that into another file.
export const browserDeveloperPlatform: DeveloperPlatform = {
  clearTimeout: (timer) => clearTimeout(timer),
  isOnline: () => navigator.onLine,
  setTimeout: (run, ms) => setTimeout(run, ms),
  isStyled: () => {
    const root = document.querySelector(".cossistant")
    return root === null || getComputedStyle(root).getPropertyValue("--co-primary") !== ""
  },
  onBlocked: (listener) => {
    const onViolation = ({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (disposition === "enforce") listener(blockedURI, effectiveDirective)
    }
    document.addEventListener("securitypolicyviolation", onViolation)
    return () => document.removeEventListener("securitypolicyviolation", onViolation)
  },
  warn: warnDeveloper
}
