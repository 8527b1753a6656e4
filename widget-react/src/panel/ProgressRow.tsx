import { agentName } from "@cossistant/core/text/agentName"
import type { Processing } from "@cossistant/core/widget/conversationView"
import { shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"

const phases = { thinking: "thinking", searching: "searching", tool: "searching", writing: "writing", generating: "writing", responding: "writing" } as const

/** What an AI agent does just now; read out when it changes. */
export const ProgressRow = ({ progress }: { readonly progress: Processing }): ReactElement => {
  const text = useText()
  const [agent] = useView(shellView).aiAgents
  const { message, phase } = progress
  const name = agentName(text, agent === undefined ? null : { kind: "ai", name: agent.name })
  const known = phase in phases ? phases[phase as keyof typeof phases] : "default"
  return (
    <div className="co-progress" role="status" aria-live="polite" data-phase={phase}>
      <span data-co-spinner="" data-co-spinner-variant="pulse" aria-hidden="true"><i /><i /><i /></span>
      <span>{message ?? text(`component.progress.${known}`, { name })}</span>
    </div>
  )
}
