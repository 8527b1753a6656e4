import { CopyButton } from "../ui/CopyButton.tsx"

/** Code to copy, with the file it belongs into. */
export const CodeBlock = (props: { readonly file: string | null; readonly code: string }) => (
  <figure class="code-block">
    <figcaption><span>{props.file ?? "Terminal"}</span><CopyButton text={props.code} label={`Copy ${props.file ?? "the command"}`} /></figcaption>
    <pre tabindex="0" data-short={props.code.split("\n").length < 3 ? "" : undefined}><code>{props.code}</code></pre>
  </figure>
)
