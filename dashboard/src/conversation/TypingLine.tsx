import { For, Show } from "solid-js"
import type { Typist } from "../inbox/InboxState.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"

/** Who writes right now. It has its own line, so that nothing moves when it comes and goes. */
export const TypingLine = (props: { readonly conversationId: string; readonly visitorName: string }) => {
  const { state, team } = useSite()
  const typists = () => state().typing[props.conversationId] ?? []
  const name = (typist: Typist) =>
    typist.actorType === "visitor" ? props.visitorName : typist.actorType === "ai_agent" ? "The assistant" : memberName(team(), typist.actorId)
  return (
    <div class="typing-line">
      <Show when={typists().length > 0}>
        <span class="typing-dots" aria-hidden="true"><i /><i /><i /></span>
        <For each={typists()}>
          {(typist) => <span class="typing-text">{name(typist)} is writing<Show when={typist.preview}>{(preview) => <q dir="auto">{preview()}</q>}</Show></span>}
        </For>
      </Show>
    </div>
  )
}
