import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import type { Block } from "@cossistant/core/markup/Markup"
import type { ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useCopied } from "../primitives/useCopied.ts"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

/** Puts a text on the clipboard, and says so. */
export const CopyButton = ({ value }: { readonly value: string }): ReactElement => {
  const text = useText()
  const { hasCopied, onCopy } = useCopied(value)
  return (
    <IconButton name={text(hasCopied ? "common.actions.copied" : "common.actions.copy")} onClick={onCopy}>
      <Icon path={hasCopied ? attachedIcons.check : attachedIcons.copy} size={16} />
    </IconButton>
  )
}

/** Code with its file or language, and a way to copy it. */
export const CodeBlock = ({ block }: { readonly block: Extract<Block, { readonly type: "code" }> }): ReactElement => (
  <div className="co-code" data-co-code-block="">
    <div>
      <span>{block.fileName ?? block.language}</span>
      <CopyButton value={block.text} />
    </div>
    <pre tabIndex={0}><code>{block.text}</code></pre>
  </div>
)
