import { listen } from "./listen.ts"

const isDark = (element: Element, device: MediaQueryList): boolean => {
  const parent = element.parentElement
  const scheme = parent === null ? "" : getComputedStyle(parent).colorScheme
  return scheme.includes("dark") && (!scheme.includes("light") || device.matches)
}

/**
 * Tells whether the page around `element` is dark by its CSS `color-scheme`, now and whenever the device or the page's
 * root changes its mind. Gives back how to stop. (`.dark` and `data-color-scheme` are the stylesheet's matter.)
 */
export const followScheme = (element: Element, onDark: (isDark: boolean) => void): () => void => {
  const device = matchMedia("(prefers-color-scheme: dark)")
  const look = () => onDark(isDark(element, device))
  const page = new MutationObserver(look)
  const stop = listen(device, ["change"], look)
  look()
  for (const root of [document.documentElement, document.body]) page.observe(root, { attributes: true })
  return () => {
    stop()
    page.disconnect()
  }
}
