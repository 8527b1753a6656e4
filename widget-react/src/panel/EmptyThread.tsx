import { shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { Avatars } from "./Avatar.tsx"

/** A new conversation before anything is said: who will answer, and an invitation. */
export const EmptyThread = (): ReactElement => {
  const text = useText()
  const { humanAgents, website } = useView(shellView)
  return (
    <div className="co-empty">
      <Avatars agents={humanAgents.slice(0, 3)} fallback={website?.name ?? text("common.fallbacks.supportTeam")} size={32} />
      <p className="co-empty-title">{text("component.conversationPage.emptyTitle")}</p>
      <p>{text("component.conversationPage.emptyDescription")}</p>
    </div>
  )
}
