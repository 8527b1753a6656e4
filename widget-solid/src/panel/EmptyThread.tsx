import { shellView } from "@cossistant/core/widget/launcherView"
import { type JSX } from "solid-js"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { Avatars } from "./Avatar.tsx"

/** A new conversation before anything is said: who will answer, and an invitation. */
export const EmptyThread = (): JSX.Element => {
  const text = useText()
  const shell = useView(shellView)
  return (
    <div class="co-empty">
      <Avatars agents={shell.humanAgents.slice(0, 3)} fallback={shell.website?.name ?? text("common.fallbacks.supportTeam")} size={32} />
      <p class="co-empty-title">{text("component.conversationPage.emptyTitle")}</p>
      <p>{text("component.conversationPage.emptyDescription")}</p>
    </div>
  )
}
