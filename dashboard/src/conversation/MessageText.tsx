import type { Block, Inline } from "@cossistant/core/markup/Markup"
import { parseMarkup } from "@cossistant/core/markup/parseMarkup"
import { createMemo, createSignal, For, type JSX, Match, onCleanup, Switch } from "solid-js"

const Words = (props: { readonly nodes: ReadonlyArray<Inline> }): JSX.Element => (
  <For each={props.nodes}>
    {(node) => {
      switch (node.type) {
        case "text": return node.text
        case "break": return <br />
        case "strong": return <strong><Words nodes={node.children} /></strong>
        case "emphasis": return <em><Words nodes={node.children} /></em>
        case "code": return <code>{node.text}</code>
        case "link": return <a href={node.href} target="_blank" rel="noopener noreferrer nofollow ugc"><Words nodes={node.children} /></a>
        case "mention": return <span class="co-mention">@{node.name}</span>
      }
    }}
  </For>
)

/** Code that is wider than its message scrolls; only then it is a stop of the keyboard, with a name. */
const Code = (props: { readonly name: string | null; readonly text: string }) => {
  const [isWide, setWide] = createSignal(false)
  const watch = (pre: HTMLPreElement) => {
    const observer = new ResizeObserver(() => setWide(pre.scrollWidth > pre.clientWidth))
    observer.observe(pre)
    onCleanup(() => observer.disconnect())
  }
  return (
    <div class="co-code" data-copy={props.name ?? ""}>
      <pre
        ref={watch} tabindex={isWide() ? 0 : undefined} role={isWide() ? "group" : undefined}
        aria-label={isWide() ? props.name === null ? "Code" : `Code: ${props.name}` : undefined}
      ><code>{props.text}</code></pre>
    </div>
  )
}

const Piece = (props: { readonly block: Block }): JSX.Element => {
  const { block } = props
  switch (block.type) {
    case "paragraph": return <p><Words nodes={block.children} /></p>
    case "heading": return <p class="message-heading"><Words nodes={block.children} /></p>
    case "quote": return <blockquote><Words nodes={block.children} /></blockquote>
    case "code": return <Code name={block.fileName ?? block.language} text={block.text} />
    case "command": return <Code name={null} text={block.commands.npm} />
    case "list": {
      const items = <For each={block.items}>{(item) => <li><Words nodes={item} /></li>}</For>
      return (
        <Switch fallback={<ul>{items}</ul>}>
          <Match when={block.start !== null}><ol start={block.start ?? 1}>{items}</ol></Match>
        </Switch>
      )
    }
  }
}

/** A message's words, drawn from the safe token tree: no HTML of anyone's ever runs. */
export const MessageText = (props: { readonly text: string }) => {
  // Drawn anew by its words alone: a receipt would take away what has the focus, or is being selected.
  const text = createMemo(() => props.text)
  const blocks = createMemo(() => parseMarkup(text()))
  return <div class="co-text" dir="auto"><For each={blocks()}>{(block) => <Piece block={block} />}</For></div>
}
