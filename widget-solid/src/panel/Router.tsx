import { shellView } from "@cossistant/core/widget/launcherView"
import { currentConversation } from "@cossistant/core/widget/router"
import { createMemo, type JSX } from "solid-js"
import { drawComponent } from "../drawComponent.ts"
import type { CustomPage } from "../SupportProps.ts"
import { useScope } from "../SupportScope.ts"
import { useChunk } from "../useChunk.ts"
import { useValue, useView } from "../useView.ts"
import { ConversationPage } from "./ConversationPage.tsx"
import { HomePage } from "./HomePage.tsx"
import type { OwnPage } from "./CustomPageFrame.tsx"
import { loadSlots } from "./lazyParts.ts"
import { routeOf } from "./pageOf.ts"
import { Rare } from "./Rare.tsx"
import { Slotted } from "./Slotted.tsx"

/** The page of the current route: of the host's own, in a slot, built in, or home where nobody knows the name. */
export const Router = (props: { readonly customPages?: ReadonlyArray<CustomPage> | undefined }): JSX.Element => {
  const scope = useScope()
  const shell = useView(shellView)
  const route = useValue(routeOf)
  const conversationId = useValue(currentConversation)
  const find = (name: string) => [...props.customPages ?? [], ...scope.pages].findLast((page) => page.name === name)
  const isBuiltIn = () => conversationId() !== null || route().page === "CONVERSATION_HISTORY" || route().page === "ARTICLES"
  const name = createMemo(() => find(route().page) !== undefined || isBuiltIn() ? route().page : "HOME")
  const custom = createMemo<OwnPage | undefined>(() => {
    const page = find(name())
    return page && { name: page.name, component: page.component, key: conversationId() ?? page.name }
  }, undefined, { equals: (a, b) => a?.key === b?.key && a?.component === b?.component })
  const slots = useChunk(() => custom() ? loadSlots : null)
  const page = (): JSX.Element => {
    const error = shell.configurationError
    if (error !== null) return <Rare part="ConfigurationError" error={error} />
    const own = custom()
    if (own !== undefined) return drawComponent(() => slots()?.CustomPageFrame, { page: own })
    const id = conversationId()
    if (id !== null) return <Slotted slot="conversationPage" fallback={<ConversationPage conversationId={id} />} conversationId={id} />
    if (name() === "ARTICLES") return <Rare part="ArticlesPage" />
    if (name() === "CONVERSATION_HISTORY") return <Slotted slot="conversationHistoryPage" fallback={<Rare part="HistoryPage" />} />
    return <Slotted slot="homePage" fallback={<HomePage />} />
  }
  return <>{page()}</>
}
