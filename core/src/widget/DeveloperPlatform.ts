import { warnDeveloper } from "../dom/warnDeveloper.ts"

/** What looking after the developer of a page wants from it. */
export interface DeveloperPlatform {
  /** False when the widget stands in the page without its stylesheet. */
  readonly isStyled: () => boolean
  /** Tells of each address that the page's content security policy refuses, and by which rule. */
  readonly onBlocked: (listener: (address: string, directive: string) => void) => () => void
  /** One line for the developer of the page. */
  readonly warn: (message: string) => void
}

export const browserDeveloperPlatform: DeveloperPlatform = {
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
