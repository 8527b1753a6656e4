import type { CommandVariants } from "@cossistant/core/markup/Markup"
import { packageManagers, setPackageManager } from "@cossistant/core/primitives/packageManager"
import type { ReactElement } from "react"
import { usePackageManager } from "../primitives/usePackageManager.ts"
import { CopyButton } from "./CodeBlock.tsx"

/** A one-liner for each package manager, in the words of the one chosen last. */
export const CommandBlock = ({ commands }: { readonly commands: CommandVariants }): ReactElement => {
  const manager = usePackageManager()
  return (
    <div className="co-code" data-co-command-block="">
      <div>
        {packageManagers.map((name) => (
          <button key={name} type="button" className="co-tab" aria-pressed={name === manager} onClick={() => setPackageManager(name)}>{name}</button>
        ))}
        <CopyButton value={commands[manager]} />
      </div>
      <pre tabIndex={0}><code>{commands[manager]}</code></pre>
    </div>
  )
}
