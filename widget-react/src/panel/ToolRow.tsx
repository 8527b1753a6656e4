import { icons } from "@cossistant/core/theme/icons"
import type { TextKey } from "@cossistant/core/text/TextKey"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { Sources } from "./Sources.tsx"

type ToolFacts = Extract<Row, { readonly _tag: "Tool" }>

const keyOf = ({ name, state }: ToolFacts): Extract<TextKey, `component.tool.${string}`> =>
  name === "searchKnowledgeBase" ? `component.tool.searchKnowledgeBase.${state}` : `component.tool.default.${state}`

const shapes = { partial: icons.history, result: icons.check, error: icons.alert }

/** What an AI agent did: in the present while it does, in the past with what it found, or that it failed. */
export const ToolRow = ({ row }: { readonly row: ToolFacts }): ReactElement => {
  const text = useText()
  return (
    <div className="co-tool" data-tool-display-state={row.state} data-tool={row.name}>
      <span
        className="co-tool-icon"
        data-tool-execution-indicator={row.state === "partial" ? "spinner" : "arrow"}
        data-co-spinner={row.state === "partial" ? "" : undefined}
      >
        <Icon shapes={shapes[row.state]} size={16} />
      </span>
      <span data-state={row.state}>{row.text ?? text(keyOf(row))}</span>
      {row.sources.length > 0 && <Sources sources={row.sources} />}
    </div>
  )
}
