import { DEFAULT_PACKAGE_MANAGER, onPackageManager, packageManager } from "@cossistant/core/primitives/packageManager"
import type { PackageManager } from "@cossistant/core/markup/Markup"
import { type Accessor, createSignal, onCleanup, onMount } from "solid-js"

/** The package manager this browser's person chose last. A server doesn't know it: the first drawing has the default. */
export const usePackageManager = (): Accessor<PackageManager> => {
  const [manager, setManager] = createSignal(DEFAULT_PACKAGE_MANAGER)
  onMount(() => {
    const look = () => setManager(packageManager())
    onCleanup(onPackageManager(look))
    look()
  })
  return manager
}
