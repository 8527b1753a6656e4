import { toolOf } from "@cossistant/core/widget/toolRow"
import CircleAlert from "lucide-solid/icons/circle-alert"
import LoaderCircle from "lucide-solid/icons/loader-circle"
import Lock from "lucide-solid/icons/lock"
import Search from "lucide-solid/icons/search"
import Wrench from "lucide-solid/icons/wrench"
import { createMemo, Match, Show, Switch } from "solid-js"
import type { Item } from "../inbox/nouns.ts"
import { Sources } from "./Sources.tsx"
import { toolText, unended } from "./toolText.ts"

/** A tool that the assistant used: what for, whether it worked, what it found. What went in and out of it stays out of sight. */
export const ToolRow = (props: { readonly item: Item }) => {
  const tool = createMemo(() => toolOf(props.item))
  return (
    <Show when={tool()} fallback={<p class="event">{props.item.text ?? "The assistant used a tool"}</p>}>
      {(used) => (
        <div class="tool-row" data-state={used().state} data-private={props.item.visibility === "private" ? "" : undefined}>
          <p>
            <Switch fallback={<Wrench size={14} />}>
              <Match when={used().state === "partial"}><LoaderCircle size={14} class="turning" /></Match>
              <Match when={used().state === "error"}><CircleAlert size={14} /></Match>
              <Match when={used().name.startsWith("search")}><Search size={14} /></Match>
            </Switch>
            <span>{unended(used().text ?? toolText(used().name, used().state))}{used().state === "partial" ? "…" : ""}</span>
            <Show when={props.item.visibility === "private"}><span class="tool-private" title="The visitor does not see this"><Lock size={12} aria-label="Only the team sees this" /></span></Show>
          </p>
          <Sources sources={used().sources} />
        </div>
      )}
    </Show>
  )
}
