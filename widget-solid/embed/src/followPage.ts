import { isPageDark } from "./pageScheme.ts"

/** What the widget takes over from the page around it. */
export interface PageLook {
  readonly isDark: boolean
  /** As CSS has it: `ltr` or `rtl`. */
  readonly direction: string
}

/** Tells how the page around `host` looks, now and whenever its root or the device changes. Gives back how to stop. */
export const followPage = (host: Element, onLook: (look: PageLook) => void): () => void => {
  const look = () => onLook({ isDark: isPageDark(host), direction: getComputedStyle(host).direction })
  const device = matchMedia("(prefers-color-scheme: dark)")
  const page = new MutationObserver(look)
  look()
  device.addEventListener("change", look)
  for (const root of [document.documentElement, document.body]) page.observe(root, { attributes: true })
  return () => {
    device.removeEventListener("change", look)
    page.disconnect()
  }
}
