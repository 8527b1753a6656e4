import { availabilityText } from "@cossistant/core/text/availabilityText"
import { headerFaces } from "@cossistant/core/widget/headerFaces"
import { shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Avatars } from "./Avatar.tsx"
import { HeaderBar } from "./HeaderBar.tsx"
import { useNow } from "./useNow.ts"

/** Back, who answers here and whether they are in, close. */
export const Header = (): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const now = useNow(60_000)
  const { aiAgents, humanAgents, lastOnlineAt, navigation, website } = useView(shellView)
  const availability = availabilityText(text, lastOnlineAt, now)
  const { page } = navigation
  return (
    <HeaderBar onGoBack={page === "HOME" ? undefined : widget.goBack}>
      {page === "CONVERSATION_HISTORY" ? <h2 className="co-title">{text("page.conversationHistory.title")}</h2> : website !== null && (
        <div className="co-identity">
          <Avatars agents={headerFaces({ aiAgents, humanAgents, navigation, website })} fallback={website.name} />
          <div className="co-identity-text">
            <span className="co-title">{website.name}</span>
            <span className="co-availability" data-online={availability.isOnline ? "" : undefined}>
              {availability.label}
            </span>
          </div>
        </div>
      )}
    </HeaderBar>
  )
}
