import { agentName } from "@cossistant/core/text/agentName"
import type { Processing } from "@cossistant/core/widget/conversationView"
import { shellView } from "@cossistant/core/widget/launcherView"
import type { JSX } from "solid-js"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"

const phases = { thinking: "thinking", searching: "searching", tool: "searching", writing: "writing", generating: "writing", responding: "writing" } as const

/** What an AI agent does just now; read out when it changes. */
export const ProgressRow = (props: { readonly progress: Processing }): JSX.Element => {
  const text = useText()
  const shell = useView(shellView)
  const name = () => {
    const [agent] = shell.aiAgents
    return agentName(text, agent === undefined ? null : { kind: "ai", name: agent.name })
  }
  const known = () => props.progress.phase in phases ? phases[props.progress.phase as keyof typeof phases] : "default"
  return (
    <div class="co-progress" role="status" aria-live="polite" data-phase={props.progress.phase}>
      <span data-co-spinner="" data-co-spinner-variant="pulse" aria-hidden="true"><i /><i /><i /></span>
      <span>{props.progress.message ?? text(`component.progress.${known()}`, { name: name() })}</span>
    </div>
  )
}
