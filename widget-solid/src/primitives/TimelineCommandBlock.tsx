import type { CommandVariants, PackageManager } from "@cossistant/core/markup/Markup"
import { packageManagers, setPackageManager } from "@cossistant/core/primitives/packageManager"
import { type JSX, mergeProps, splitProps } from "solid-js"
import { type Classed, classOf } from "../ClassName.ts"
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

export interface TimelineCommandBlockProps
  extends Omit<JSX.IntrinsicElements["div"], "children" | keyof Classed<unknown>>, Classed<TimelineCommandBlockState> {
  readonly commands: CommandVariants
  readonly children?: JSX.Element | ((state: TimelineCommandBlockState) => JSX.Element)
}

/** A one-liner in the words of the chosen package manager. Without children it shows the command alone. */
export const TimelineCommandBlock = (props: TimelineCommandBlockProps): JSX.Element => {
  const [own, rest] = splitProps(props, ["children", "class", "className", "commands"])
  const active = usePackageManager()
  const { hasCopied, onCopy } = useCopied(() => state.activeCommand)
  const state: TimelineCommandBlockState = {
    get commands() { return own.commands },
    packageManagers,
    get activePackageManager() { return active() },
    get activeCommand() { return own.commands[active()] },
    setPackageManager,
    get hasCopied() { return hasCopied() },
    onCopy
  }
  const content = (): JSX.Element => {
    const { children } = own
    return typeof children === "function" && children.length > 0 ? children(state)
      : children as JSX.Element ?? <pre tabIndex={0}><code>{state.activeCommand}</code></pre> // a host's function takes the state
  }
  return <div {...mergeProps(rest, { get class() { return classOf(own, state) } })} data-co-command-block="">{content()}</div>
}
