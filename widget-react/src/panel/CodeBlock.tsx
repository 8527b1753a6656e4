import { icons } from "@cossistant/core/theme/icons"
import { type Block, type CommandVariants, type PackageManager, packageManagers } from "@cossistant/core/markup/Markup"
import { type ReactElement, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

const CopyButton = ({ value }: { readonly value: string }): ReactElement => {
  const text = useText()
  const [hasCopied, setCopied] = useState(false)
  const copy = () => {
    // Refused by a browser or its owner: the text can still be selected.
    navigator.clipboard.writeText(value).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1_800)
    }, () => {})
  }
  return (
    <IconButton name={text(hasCopied ? "common.actions.copied" : "common.actions.copy")} onClick={copy}>
      <Icon shapes={hasCopied ? icons.check : icons.copy} size={16} />
    </IconButton>
  )
}

/** Code with its file or language, and a way to copy it. */
export const CodeBlock = ({ block }: { readonly block: Extract<Block, { readonly type: "code" }> }): ReactElement => (
  <div className="co-code" data-co-code-block="">
    <header>
      <span>{block.fileName ?? block.language}</span>
      <CopyButton value={block.text} />
    </header>
    <pre tabIndex={0}><code>{block.text}</code></pre>
  </div>
)

/** A one-liner for each package manager. */
export const CommandBlock = ({ commands }: { readonly commands: CommandVariants }): ReactElement => {
  const [manager, setManager] = useState<PackageManager>("npm")
  return (
    <div className="co-code" data-co-command-block="">
      <header>
        {packageManagers.map((name) => (
          <button key={name} type="button" className="co-tab" aria-pressed={name === manager} onClick={() => setManager(name)}>{name}</button>
        ))}
        <CopyButton value={commands[manager]} />
      </header>
      <pre tabIndex={0}><code>{commands[manager]}</code></pre>
    </div>
  )
}
