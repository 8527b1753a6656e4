import { conversationView } from "@cossistant/core/widget/conversationView"
import { shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement } from "react"
import { useView } from "../useView.ts"
import { ConfigurationError } from "./ConfigurationError.tsx"
import { ConversationPage } from "./ConversationPage.tsx"
import { HistoryPage } from "./HistoryPage.tsx"
import { HomePage } from "./HomePage.tsx"

export interface PageProps {
  /** Told when the page's content is scrolled under the header, or no longer. */
  readonly onRaised: (isRaised: boolean) => void
}

/** The page of the current route; an unknown name is home. Without a working key, the way to get one. */
export const Page = ({ onRaised }: PageProps): ReactElement => {
  const { configurationError, navigation } = useView(shellView)
  const conversationId = useView((state) => conversationView(state).id)
  if (configurationError !== null) return <ConfigurationError error={configurationError} />
  switch (navigation.page) {
    case "CONVERSATION": return <ConversationPage key={conversationId} onRaised={onRaised} />
    case "CONVERSATION_HISTORY": return <HistoryPage onRaised={onRaised} />
    default: return <HomePage onRaised={onRaised} />
  }
}
