import { icons } from "@cossistant/core/theme/icons"
import { type HeldSpinner, holdSpinner } from "@cossistant/core/primitives/holdSpinner"
import type { TextKey } from "@cossistant/core/text/TextKey"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type ReactElement, useEffect, useRef, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { Sources } from "./Sources.tsx"

type ToolFacts = Extract<Row, { readonly _tag: "Tool" }>

const keyOf = ({ name, state }: ToolFacts): Extract<TextKey, `component.tool.${string}`> =>
  name === "searchKnowledgeBase" ? `component.tool.searchKnowledgeBase.${state}` : `component.tool.default.${state}`

const iconOf = ({ name, state }: ToolFacts) =>
  state === "result" ? icons.check : state === "error" ? icons.alert : name === "searchKnowledgeBase" ? icons.search : icons.retry

/** The row as it is shown: at work for a second at least. */
const useShown = (row: ToolFacts): ToolFacts => {
  const [shown, show] = useState(row)
  const held = useRef<HeldSpinner<ToolFacts>>(null)
  useEffect(() => {
    const spinner = held.current = holdSpinner(row, show)
    return spinner.stop
  }, [])
  useEffect(() => held.current?.set(row), [row])
  return shown
}

/** What an AI agent did: in the present while it does, in the past with what it found, or that it failed. */
export const ToolRow = ({ row: given }: { readonly row: ToolFacts }): ReactElement => {
  const text = useText()
  const row = useShown(given)
  return (
    <div className="co-tool" data-tool-display-state={row.state} data-tool={row.name}>
      <span
        className="co-tool-icon"
        data-tool-execution-indicator={row.state === "partial" ? "spinner" : "arrow"}
        data-co-spinner={row.state === "partial" ? "" : undefined}
      >
        <Icon shapes={iconOf(row)} size={16} />
      </span>
      <span data-state={row.state}>{row.text ?? text(keyOf(row))}</span>
      {row.sources.length > 0 && <Sources sources={row.sources} />}
    </div>
  )
}
