const named = ".dark, .light, [data-color-scheme], [data-theme]"

/** What an element says of itself and what is in it; null where it says neither. */
const saidBy = (element: Element): boolean | null => {
  const { classList, dataset } = element as HTMLElement // SVG has both, too
  const said = [dataset["colorScheme"], dataset["theme"], classList.contains("dark") ? "dark" : classList.contains("light") ? "light" : undefined]
  const found = said.find((word) => word === "dark" || word === "light")
  return found === undefined ? null : found === "dark"
}

/** Whether the page around `host` is dark: by what it says by class or attribute, by its CSS `color-scheme`, else by the device. */
export const isPageDark = (host: Element): boolean => {
  for (let element = host.closest(named); element; element = element.parentElement?.closest(named) ?? null) {
    const said = saidBy(element)
    if (said !== null) return said
  }
  const scheme = host.parentElement ? getComputedStyle(host.parentElement).colorScheme : ""
  if (scheme.includes("dark") !== scheme.includes("light")) return scheme.includes("dark")
  return matchMedia("(prefers-color-scheme: dark)").matches
}
