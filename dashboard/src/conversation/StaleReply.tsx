import { plainText } from "@cossistant/core/markup/plainText"
import Users from "lucide-solid/icons/users-round"
import X from "lucide-solid/icons/x"
import { For, Show } from "solid-js"
import type { Item } from "../inbox/nouns.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"

/** What colleagues answered while a reply was being written, before its writer sends it. */
export const StaleReply = (props: {
  readonly items: ReadonlyArray<Item>
  /** The first press has been made; the next one sends. */
  readonly isAsked: boolean
  readonly onDismiss: () => void
}) => {
  const { team } = useSite()
  const who = () => [...new Set(props.items.map((item) => memberName(team(), item.userId ?? "")))].join(" and ")
  return (
    <div class="stale" role={props.isAsked ? "alert" : "status"} data-asked={props.isAsked ? "" : undefined}>
      <p class="stale-title">
        <Users size={16} />
        <b>{who()} answered while you were writing.</b>
        <Show when={props.isAsked} fallback={<span>Read it before you send.</span>}><span>Send again if yours still helps.</span></Show>
        <Show when={props.isAsked}><button type="button" class="chip-button" aria-label="Dismiss" onClick={() => props.onDismiss()}><X size={14} /></button></Show>
      </p>
      <For each={props.items}>{(item) => <blockquote dir="auto">{plainText(item.text ?? "") || "Sent a file"}</blockquote>}</For>
    </div>
  )
}
