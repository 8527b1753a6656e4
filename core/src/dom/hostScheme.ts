/** Whether the page around `element` says, by its CSS `color-scheme` alone, that it is dark now. */
export const hostIsDark = (element: Element): boolean => {
  const parent = element.parentElement
  const scheme = parent === null ? "" : getComputedStyle(parent).colorScheme
  return scheme.includes("dark") && (!scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches)
}
