const isDark = (element: Element): boolean => {
  const parent = element.parentElement
  const scheme = parent === null ? "" : getComputedStyle(parent).colorScheme
  return scheme.includes("dark") && (!scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches)
}

/**
 * Tells whether the page around `element` is dark by its CSS `color-scheme`, now and whenever the device or the page's
 * root changes its mind. Gives back how to stop. (`.dark` and `data-color-scheme` are the stylesheet's matter.)
 */
export const followScheme = (element: Element, onDark: (isDark: boolean) => void): () => void => {
  const look = () => onDark(isDark(element))
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
