import type { TextKey } from "@cossistant/core/text/TextKey"
import { holdSpinner } from "@cossistant/core/primitives/holdSpinner"
import { icons } from "@cossistant/core/theme/icons"
import type { Row } from "@cossistant/core/widget/conversationView"
import { createEffect, createSignal, type JSX, on, onCleanup, Show, untrack } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { Sources } from "./Sources.tsx"

type ToolFacts = Extract<Row, { readonly _tag: "Tool" }>

const keyOf = ({ name, state }: ToolFacts): Extract<TextKey, `component.tool.${string}`> =>
  name === "searchKnowledgeBase" ? `component.tool.searchKnowledgeBase.${state}` : `component.tool.default.${state}`

const iconOf = ({ name, state }: ToolFacts) =>
  state === "result" ? icons.check : state === "error" ? icons.alert : name === "searchKnowledgeBase" ? icons.search : icons.retry

/** The row as it is shown: at work for a second at least. */
const useShown = (row: () => ToolFacts): (() => ToolFacts) => {
  // Copied, as what is followed changes in place.
  const copy = () => ({ ...row(), sources: row().sources.map((source) => ({ ...source })) })
  const [shown, show] = createSignal<ToolFacts>(untrack(copy))
  const spinner = holdSpinner<ToolFacts>(shown(), show)
  createEffect(on(copy, spinner.set, { defer: true }))
  onCleanup(spinner.stop)
  return shown
}

/** What an AI agent did: in the present while it does, in the past with what it found, or that it failed. */
export const ToolRow = (props: { readonly row: ToolFacts }): JSX.Element => {
  const text = useText()
  const row = useShown(() => props.row)
  return (
    <div class="co-tool" data-tool-display-state={row().state} data-tool={row().name}>
      <span
        class="co-tool-icon"
        data-tool-execution-indicator={row().state === "partial" ? "spinner" : "arrow"}
        data-co-spinner={row().state === "partial" ? "" : undefined}
      >
        <Icon shapes={iconOf(row())} size={16} />
      </span>
      <span data-state={row().state}>{row().text ?? text(keyOf(row()))}</span>
      <Show when={row().sources.length > 0}><Sources sources={row().sources} /></Show>
    </div>
  )
}
