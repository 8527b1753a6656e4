import type { Inline } from "@cossistant/core/markup/Markup"
import type { ReactNode } from "react"

/** Draws a run of a message's text. */
export const drawInline = (node: Inline, index: number): ReactNode => {
  switch (node.type) {
    case "text": return node.text
    case "break": return <br key={index} />
    case "strong": return <strong key={index}>{node.children.map(drawInline)}</strong>
    case "emphasis": return <em key={index}>{node.children.map(drawInline)}</em>
    case "code": return <code key={index}>{node.text}</code>
    case "link": return <a key={index} href={node.href} target="_blank" rel="noopener noreferrer nofollow">{node.children.map(drawInline)}</a>
    case "mention": return <span key={index} className="co-mention" data-mention-id={node.id} data-mention-type={node.kind}>@{node.name}</span>
  }
}
