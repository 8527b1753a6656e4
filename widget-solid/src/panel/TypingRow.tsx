import { agentName } from "@cossistant/core/text/agentName"
import type { Agent } from "@cossistant/core/widget/conversationView"
import { type JSX } from "solid-js"
import { useText } from "../TextContext.ts"
import { Avatar } from "./Avatar.tsx"

/** Someone is writing. */
export const TypingRow = (props: { readonly agents: ReadonlyArray<Agent> }): JSX.Element => {
  const text = useText()
  const name = () => agentName(text, props.agents[0] ?? null)
  return (
    <div class="co-typing">
      <Avatar name={name()} image={props.agents[0]?.image} />
      <div class="co-bubble" aria-hidden="true"><i /><i /><i /></div>
      <span class="co-hidden">{text("component.conversationButtonLink.typing", { name: name() })}</span>
    </div>
  )
}
