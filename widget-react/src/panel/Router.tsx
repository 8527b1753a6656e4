import { shellView } from "@cossistant/core/widget/launcherView"
import { currentConversation } from "@cossistant/core/widget/router"
import type { ComponentType, ReactElement } from "react"
import type { CustomPage } from "../SupportProps.ts"
import { useScope } from "../SupportScope.ts"
import { useView } from "../useView.ts"
import { ConversationPage } from "./ConversationPage.tsx"
import { HomePage } from "./HomePage.tsx"
import { Rare, Slotted } from "./Rare.tsx"

/** The page of the current route: of the host's own, in a slot, built in, or home where nobody knows the name. */
export const Router = ({ customPages = [] }: { readonly customPages?: ReadonlyArray<CustomPage> | undefined }): ReactElement | null => {
  const { pages, slots } = useScope()
  const { configurationError, navigation: { page, params } } = useView(shellView)
  const conversationId = useView(currentConversation)
  const find = (name: string) => [...customPages, ...pages].findLast((custom) => custom.name === name)

  if (configurationError !== null) return <Rare part="ConfigurationError" error={configurationError} />
  const isBuiltIn = conversationId !== null || page === "CONVERSATION_HISTORY" || page === "ARTICLES"
  const name = find(page) !== undefined || isBuiltIn ? page : "HOME"
  const custom = find(name)
  if (custom !== undefined) {
    // Which params a name has, whoever navigated knew.
    const Page = custom.component as ComponentType<{ params?: unknown }>
    return <Slotted part="CustomPageFrame" key={conversationId ?? name} Page={Page} name={name} params={params} />
  }
  if (conversationId !== null) {
    return slots.conversationPage === undefined
      ? <ConversationPage key={conversationId} conversationId={conversationId} />
      : <Slotted part="ConversationSlot" key={conversationId} conversationId={conversationId} Slot={slots.conversationPage} />
  }
  if (name === "ARTICLES") return <Rare part="ArticlesPage" />
  if (name === "CONVERSATION_HISTORY") {
    return slots.conversationHistoryPage === undefined
      ? <Rare part="HistoryPage" />
      : <Slotted part="HistorySlot" Slot={slots.conversationHistoryPage} />
  }
  return slots.homePage === undefined ? <HomePage /> : <Slotted part="HomeSlot" Slot={slots.homePage} />
}
