import { shellView } from "@cossistant/core/widget/launcherView"
import { currentConversation } from "@cossistant/core/widget/router"
import { type JSX, Match, Switch } from "solid-js"
import { useValue, useView } from "../useView.ts"
import { ConfigurationError } from "./ConfigurationError.tsx"
import { ConversationPage } from "./ConversationPage.tsx"
import { HistoryPage } from "./HistoryPage.tsx"
import { HomePage } from "./HomePage.tsx"

export interface PageProps {
  /** Told when the page's content is scrolled under the header, or no longer. */
  readonly onRaised: (isRaised: boolean) => void
}

/** The page of the current route; an unknown name is home. Without a working key, the way to get one. */
export const Page = (props: PageProps): JSX.Element => {
  const shell = useView(shellView)
  const conversationId = useValue(currentConversation)
  return (
    <Switch fallback={<HomePage onRaised={props.onRaised} />}>
      <Match when={shell.configurationError}>{(error) => <ConfigurationError error={error()} />}</Match>
      <Match keyed when={conversationId()}>
        {(id) => <ConversationPage conversationId={id} onRaised={props.onRaised} />}
      </Match>
      <Match when={shell.navigation.page === "CONVERSATION_HISTORY"}><HistoryPage onRaised={props.onRaised} /></Match>
    </Switch>
  )
}
