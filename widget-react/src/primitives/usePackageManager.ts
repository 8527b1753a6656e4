import { DEFAULT_PACKAGE_MANAGER, onPackageManager, packageManager } from "@cossistant/core/primitives/packageManager"
import type { PackageManager } from "@cossistant/core/markup/Markup"
import { useSyncExternalStore } from "react"

const unknown = () => DEFAULT_PACKAGE_MANAGER

/** The package manager this browser's person chose last. A server doesn't know it: the first drawing has the default. */
export const usePackageManager = (): PackageManager => useSyncExternalStore(onPackageManager, packageManager, unknown)
