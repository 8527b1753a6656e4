import Bot from "lucide-solid/icons/bot"
import { For, Show } from "solid-js"
import type { Typist } from "../inbox/InboxState.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { activityText } from "./toolText.ts"

/** Who writes right now, and what the assistant does. It has its own line, so that nothing moves when it comes and goes. */
export const TypingLine = (props: { readonly conversationId: string; readonly visitorName: string }) => {
  const { state, team } = useSite()
  const activity = () => state().activity[props.conversationId]
  // What an assistant does says more than that it writes.
  const typists = () => (state().typing[props.conversationId] ?? []).filter(({ actorType }) => actorType !== "ai_agent" || !activity())
  const name = (typist: Typist) =>
    typist.actorType === "visitor" ? props.visitorName : typist.actorType === "ai_agent" ? "The assistant" : memberName(team(), typist.actorId)
  return (
    <div class="typing-line">
      <Show when={typists().length > 0 || activity()}>
        <span class="typing-dots" aria-hidden="true"><i /><i /><i /></span>
        <Show when={activity()}>{(does) => <span class="typing-text activity"><Bot size={14} />Assistant: {activityText(does())}…</span>}</Show>
        <For each={typists()}>
          {(typist) => <span class="typing-text">{name(typist)} is writing<Show when={typist.preview}>{(preview) => <q dir="auto">{preview()}</q>}</Show></span>}
        </For>
      </Show>
    </div>
  )
}
