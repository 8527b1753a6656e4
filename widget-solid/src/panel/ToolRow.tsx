import type { TextKey } from "@cossistant/core/text/TextKey"
import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import { icons } from "@cossistant/core/theme/icons"
import { rareIcons } from "@cossistant/core/theme/rareIcons"
import type { TimelineItem } from "@cossistant/core/widget/nouns"
import { type Tool, toolOf } from "@cossistant/core/widget/toolRow"
import { type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useHeld } from "../primitives/useHeld.ts"
import { useText } from "../TextContext.ts"
import { SourceList } from "./Sources.tsx"

const keyOf = ({ name, state }: Tool): Extract<TextKey, `component.tool.${string}`> =>
  name === "searchKnowledgeBase" ? `component.tool.searchKnowledgeBase.${state}` : `component.tool.default.${state}`

const iconOf = ({ name, state }: Tool) =>
  state === "result" ? attachedIcons.check : state === "error" ? icons.alert : name === "searchKnowledgeBase" ? rareIcons.search : attachedIcons.retry

/** What an AI agent did: in the present while it does, in the past with what it found, or that it failed. */
export const ToolRow = (props: { readonly item: TimelineItem }): JSX.Element => (
  <Show when={toolOf(props.item)}>{(tool) => <Shown tool={tool()} />}</Show>
)

const Shown = (props: { readonly tool: Tool }): JSX.Element => {
  const text = useText()
  const row = useHeld(() => props.tool)
  return (
    <div class="co-tool" data-tool-display-state={row().state} data-tool={row().name}>
      <span class="co-tool-icon" data-tool-execution-indicator-slot="">
        <span
          data-tool-execution-indicator={row().state === "partial" ? "spinner" : "arrow"}
          data-co-spinner={row().state === "partial" ? "" : undefined}
        >
          <Icon path={iconOf(row())} size={16} />
        </span>
      </span>
      <span data-state={row().state}>{row().text ?? text(keyOf(row()))}</span>
      <Show when={row().sources.length > 0}><SourceList sources={row().sources} /></Show>
    </div>
  )
}
