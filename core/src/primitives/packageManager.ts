import type { PackageManager } from "../markup/Markup.ts"

/** All there are, in the order they are offered in. */
export const packageManagers: ReadonlyArray<PackageManager> = ["npm", "yarn", "pnpm", "bun"]

export const DEFAULT_PACKAGE_MANAGER: PackageManager = "npm"

const key = "cossistant:package-manager"
const listeners = new Set<() => void>()
let chosen: PackageManager | null = null

const read = (): PackageManager | null => {
  try {
    const stored = localStorage.getItem(key)
    return packageManagers.find((manager) => manager === stored) ?? null
  } catch {
    return null
  }
}

const tellAll = (): void => listeners.forEach((listener) => listener())

const onStorage = (event: StorageEvent): void => {
  if (event.key !== key && event.key !== null) return
  chosen = read()
  tellAll()
}

/** The package manager this browser's person last chose, `npm` before that. */
export const packageManager = (): PackageManager => (chosen ??= read()) ?? DEFAULT_PACKAGE_MANAGER

/** Chooses for every command block of the page and, where the browser stores it, of every tab and later visit. */
export const setPackageManager = (manager: PackageManager): void => {
  chosen = manager
  try {
    localStorage.setItem(key, manager)
  } catch {
    // Forbidden or full: the choice holds for this page.
  }
  tellAll()
}

/** Calls back when the choice changes, here or in another tab. Gives back how to stop. */
export const onPackageManager = (listener: () => void): (() => void) => {
  if (listeners.size === 0) window.addEventListener("storage", onStorage)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener("storage", onStorage)
  }
}
