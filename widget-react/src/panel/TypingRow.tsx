import { agentName } from "@cossistant/core/text/agentName"
import type { Agent } from "@cossistant/core/widget/conversationView"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { Avatar } from "./Avatar.tsx"

/** Someone is writing. */
export const TypingRow = ({ agents }: { readonly agents: ReadonlyArray<Agent> }): ReactElement => {
  const text = useText()
  const [agent] = agents
  const name = agentName(text, agent ?? null)
  return (
    <div className="co-typing">
      <Avatar name={name} image={agent?.image} />
      <div className="co-bubble" aria-hidden="true"><i /><i /><i /></div>
      <span className="co-hidden">{text("component.conversationButtonLink.typing", { name })}</span>
    </div>
  )
}
