import type { CommandVariants } from "@cossistant/core/markup/Markup"
import { packageManagers, setPackageManager } from "@cossistant/core/primitives/packageManager"
import { For, type JSX } from "solid-js"
import { usePackageManager } from "../primitives/usePackageManager.ts"
import { CopyButton } from "./CodeBlock.tsx"

/** A one-liner for each package manager, in the words of the one chosen last. */
export const CommandBlock = (props: { readonly commands: CommandVariants }): JSX.Element => {
  const manager = usePackageManager()
  return (
    <div class="co-code" data-co-command-block="">
      <div>
        <For each={packageManagers}>
          {(name) => (
            <button type="button" class="co-tab" aria-pressed={name === manager()} onClick={() => setPackageManager(name)}>{name}</button>
          )}
        </For>
        <CopyButton value={props.commands[manager()]} />
      </div>
      <pre tabIndex={0}><code>{props.commands[manager()]}</code></pre>
    </div>
  )
}
