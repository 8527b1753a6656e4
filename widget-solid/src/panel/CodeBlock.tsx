import { type Block, type CommandVariants, type PackageManager, packageManagers } from "@cossistant/core/markup/Markup"
import { icons } from "@cossistant/core/theme/icons"
import { createSignal, For, type JSX } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

const CopyButton = (props: { readonly value: string }): JSX.Element => {
  const text = useText()
  const [hasCopied, setCopied] = createSignal(false)
  const copy = () => {
    // Refused by a browser or its owner: the text can still be selected.
    navigator.clipboard.writeText(props.value).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1_800)
    }, () => {})
  }
  return (
    <IconButton name={text(hasCopied() ? "common.actions.copied" : "common.actions.copy")} onClick={copy}>
      <Icon shapes={hasCopied() ? icons.check : icons.copy} size={16} />
    </IconButton>
  )
}

/** Code with its file or language, and a way to copy it. */
export const CodeBlock = (props: { readonly block: Extract<Block, { readonly type: "code" }> }): JSX.Element => (
  <div class="co-code" data-co-code-block="">
    <header>
      <span>{props.block.fileName ?? props.block.language}</span>
      <CopyButton value={props.block.text} />
    </header>
    <pre tabIndex={0}><code>{props.block.text}</code></pre>
  </div>
)

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
