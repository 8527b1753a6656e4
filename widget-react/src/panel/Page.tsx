import { shellView } from "@cossistant/core/widget/launcherView"
import { currentConversation } from "@cossistant/core/widget/router"
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
  const conversationId = useView(currentConversation)
  if (configurationError !== null) return <ConfigurationError error={configurationError} />
  if (conversationId !== null) return <ConversationPage key={conversationId} conversationId={conversationId} onRaised={onRaised} />
  return navigation.page === "CONVERSATION_HISTORY" ? <HistoryPage onRaised={onRaised} /> : <HomePage onRaised={onRaised} />
}
