import { shellView } from "@cossistant/core/widget/launcherView"
import { currentConversation } from "@cossistant/core/widget/router"
import type { ComponentType, ReactElement } from "react"
import type { CustomPage } from "../SupportProps.ts"
import { useScope } from "../SupportScope.ts"
import { useChunk } from "../useChunk.ts"
import { useView } from "../useView.ts"
import { ConversationPage } from "./ConversationPage.tsx"
import { HomePage } from "./HomePage.tsx"
import { loadSlots } from "./lazyParts.ts"
import { Rare } from "./Rare.tsx"

/** `CONVERSATION_HISTORY` is drawn in `conversation-history-page`. */
const slotOf = (page: string): string => `${page.toLowerCase().replaceAll("_", "-")}-page`

/** The page of the current route: of the host's own, in a slot, built in, or home where nobody knows the name. */
export const Router = ({ customPages = [] }: { readonly customPages?: ReadonlyArray<CustomPage> | undefined }): ReactElement | null => {
  const { pages, slots } = useScope()
  const { configurationError, navigation: { page, params } } = useView(shellView)
  const conversationId = useView(currentConversation)
  const find = (name: string) => [...customPages, ...pages].findLast((custom) => custom.name === name)
  const isSlotted = slots.homePage !== undefined || slots.conversationPage !== undefined || slots.conversationHistoryPage !== undefined
  const slotPages = useChunk(loadSlots, isSlotted)

  if (configurationError !== null) return <Rare part="ConfigurationError" error={configurationError} />
  const isBuiltIn = conversationId !== null || page === "CONVERSATION_HISTORY" || page === "ARTICLES"
  const name = find(page) !== undefined || isBuiltIn ? page : "HOME"
  const custom = find(name)
  if (custom !== undefined) {
    // Which params a name has, whoever navigated knew.
    const Page = custom.component as ComponentType<{ params?: unknown }>
    return (
      <div className="co-page co-page-custom co-scroll" data-slot={slotOf(name)} data-page={name}>
        <Page key={conversationId ?? name} params={params} />
      </div>
    )
  }
  if (conversationId !== null) {
    if (slots.conversationPage === undefined) return <ConversationPage key={conversationId} conversationId={conversationId} />
    return slotPages && <slotPages.ConversationSlot key={conversationId} conversationId={conversationId} Slot={slots.conversationPage} />
  }
  if (name === "ARTICLES") return <Rare part="ArticlesPage" />
  if (name === "CONVERSATION_HISTORY") {
    if (slots.conversationHistoryPage === undefined) return <Rare part="HistoryPage" />
    return slotPages && <slotPages.HistorySlot Slot={slots.conversationHistoryPage} />
  }
  if (slots.homePage === undefined) return <HomePage />
  return slotPages && <slotPages.HomeSlot Slot={slots.homePage} />
}
