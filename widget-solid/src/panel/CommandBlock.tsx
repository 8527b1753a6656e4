import { type CommandVariants, type PackageManager, packageManagers } from "@cossistant/core/markup/Markup"
import { createSignal, For, type JSX } from "solid-js"
import { CopyButton } from "./CodeBlock.tsx"

/** A one-liner for each package manager. */
export const CommandBlock = (props: { readonly commands: CommandVariants }): JSX.Element => {
  const [manager, setManager] = createSignal<PackageManager>("npm")
  return (
    <div class="co-code" data-co-command-block="">
      <header>
        <For each={packageManagers}>
          {(name) => (
            <button type="button" class="co-tab" aria-pressed={name === manager()} onClick={() => setManager(name)}>{name}</button>
          )}
        </For>
        <CopyButton value={props.commands[manager()]} />
      </header>
      <pre tabIndex={0}><code>{props.commands[manager()]}</code></pre>
    </div>
  )
}
