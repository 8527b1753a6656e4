"use client"
import type { CommandVariants, PackageManager } from "@cossistant/core/markup/Markup"
import { packageManagers, setPackageManager } from "@cossistant/core/primitives/packageManager"
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react"
import { useCopied } from "./useCopied.ts"
import { usePackageManager } from "./usePackageManager.ts"

/** What a command block's function child gets. */
export interface TimelineCommandBlockState {
  readonly commands: CommandVariants
  readonly packageManagers: ReadonlyArray<PackageManager>
  readonly activePackageManager: PackageManager
  readonly activeCommand: string
  /** Chooses for every command block, in every tab, and for later visits. */
  readonly setPackageManager: (manager: PackageManager) => void
  /** Just copied: true for 1.8 s. */
  readonly hasCopied: boolean
  readonly onCopy: () => void
}

export interface TimelineCommandBlockProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly commands: CommandVariants
  readonly children?: ReactNode | ((state: TimelineCommandBlockState) => ReactNode)
}

/** A one-liner in the words of the chosen package manager. Without children it shows the command alone. */
export const TimelineCommandBlock = forwardRef<HTMLDivElement, TimelineCommandBlockProps>(({ children, commands, ...props }, ref) => {
  const active = usePackageManager()
  const activeCommand = commands[active]
  const copied = useCopied(activeCommand)
  const content = typeof children === "function"
    ? children({ commands, packageManagers, activePackageManager: active, activeCommand, setPackageManager, ...copied })
    : children ?? <pre tabIndex={0}><code>{activeCommand}</code></pre>
  return <div {...props} ref={ref} data-co-command-block="">{content}</div>
})
