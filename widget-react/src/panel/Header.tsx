import { icons } from "@cossistant/core/theme/icons"
import { availabilityText } from "@cossistant/core/text/availabilityText"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Avatars } from "./Avatar.tsx"
import { IconButton } from "./IconButton.tsx"
import { useNow } from "./useNow.ts"

/** Back, who answers here and whether they are in, close. */
export const Header = ({ isRaised }: { readonly isRaised: boolean }): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const now = useNow(60_000)
  const { mode } = useView(launcherView)
  const { aiAgents, humanAgents, lastOnlineAt, navigation, website } = useView(shellView)
  const availability = availabilityText(text, lastOnlineAt, now)
  const isHistory = navigation.page === "CONVERSATION_HISTORY"
  return (
    <header className="co-header" data-slot="header" data-page={navigation.page} data-raised={isRaised ? "" : undefined}>
      {navigation.page !== "HOME" && (
        <IconButton name={text("common.actions.back")} onClick={widget.goBack}>
          <Icon shapes={icons.back} isMirrored />
        </IconButton>
      )}
      {isHistory ? <h2 className="co-title">{text("page.conversationHistory.title")}</h2> : website !== null && (
        <div className="co-identity">
          <Avatars agents={[...humanAgents, ...aiAgents].slice(0, 3)} fallback={website.name} />
          <div className="co-identity-text">
            <span className="co-title">{website.name}</span>
            <span className="co-availability" data-online={availability.isOnline ? "" : undefined}>
              {availability.label}
            </span>
          </div>
        </div>
      )}
      {mode === "floating" && (
        <IconButton name={text("common.actions.close")} onClick={widget.close}>
          <Icon shapes={icons.close} />
        </IconButton>
      )}
    </header>
  )
}
