import type { Block } from "@cossistant/core/markup/Markup"
import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import type { JSX } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useCopied } from "../primitives/useCopied.ts"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

/** Puts a text on the clipboard, and says so. */
export const CopyButton = (props: { readonly value: string }): JSX.Element => {
  const text = useText()
  const { hasCopied, onCopy } = useCopied(() => props.value)
  return (
    <IconButton name={text(hasCopied() ? "common.actions.copied" : "common.actions.copy")} onClick={onCopy}>
      <Icon path={hasCopied() ? attachedIcons.check : attachedIcons.copy} size={16} />
    </IconButton>
  )
}

/** Code with its file or language, and a way to copy it. */
export const CodeBlock = (props: { readonly block: Extract<Block, { readonly type: "code" }> }): JSX.Element => (
  <div class="co-code" data-co-code-block="">
    <div>
      <span>{props.block.fileName ?? props.block.language}</span>
      <CopyButton value={props.block.text} />
    </div>
    <pre tabIndex={0}><code>{props.block.text}</code></pre>
  </div>
)
