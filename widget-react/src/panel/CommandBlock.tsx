import { type CommandVariants, type PackageManager, packageManagers } from "@cossistant/core/markup/Markup"
import { type ReactElement, useState } from "react"
import { CopyButton } from "./CodeBlock.tsx"

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
