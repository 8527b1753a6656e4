import type { Inline } from "@cossistant/core/markup/Markup"
import type { JSX } from "solid-js"

/** Draws a run of a message's text. */
export const drawInline = (node: Inline): JSX.Element => {
  switch (node.type) {
    case "text": return node.text
    case "break": return <br />
    case "strong": return <strong>{node.children.map(drawInline)}</strong>
    case "emphasis": return <em>{node.children.map(drawInline)}</em>
    case "code": return <code>{node.text}</code>
    case "link": return <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">{node.children.map(drawInline)}</a>
    case "mention": return <span class="co-mention" data-mention-id={node.id} data-mention-type={node.kind}>@{node.name}</span>
  }
}
