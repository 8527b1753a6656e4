import { shellView } from "@cossistant/core/widget/launcherView"
import { currentConversation } from "@cossistant/core/widget/router"
import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { type Component, createMemo, type JSX, Match, Show, Switch } from "solid-js"
import { Dynamic } from "solid-js/web"
import type { CustomPage } from "../SupportProps.ts"
import { useScope } from "../SupportScope.ts"
import { useChunk } from "../useChunk.ts"
import { useValue, useView } from "../useView.ts"
import { ConversationPage } from "./ConversationPage.tsx"
import { HistoryPage } from "./HistoryPage.tsx"
import { HomePage } from "./HomePage.tsx"
import { loadSlots } from "./lazyParts.ts"
import { Rare } from "./Rare.tsx"

const routeOf = ({ router }: WidgetState) => router.current

/** `CONVERSATION_HISTORY` is drawn in `conversation-history-page`. */
const slotOf = (page: string): string => `${page.toLowerCase().replaceAll("_", "-")}-page`

interface Custom {
  readonly name: string
  readonly key: string
  readonly component: CustomPage["component"]
}

const CustomPageFrame = (props: { readonly page: Custom }): JSX.Element => {
  const route = useValue(routeOf)
  // It keeps the params it was shown with while another page takes its place.
  const params = createMemo<unknown>((before) => route().page === props.page.name || before === undefined ? route().params : before)
  return (
    <div class="co-page co-page-custom co-scroll" data-slot={slotOf(props.page.name)} data-page={props.page.name}>
      {/* Which params a name has, whoever navigated knew. */}
      <Dynamic component={props.page.component as Component<{ params?: unknown }>} params={params()} />
    </div>
  )
}

/** The page of the current route: of the host's own, in a slot, built in, or home where nobody knows the name. */
export const Router = (props: { readonly customPages?: ReadonlyArray<CustomPage> | undefined }): JSX.Element => {
  const scope = useScope()
  const shell = useView(shellView)
  const route = useValue(routeOf)
  const conversationId = useValue(currentConversation)
  const find = (name: string) => [...props.customPages ?? [], ...scope.pages].findLast((page) => page.name === name)
  const isSlotted = () => Boolean(scope.slots.homePage ?? scope.slots.conversationPage ?? scope.slots.conversationHistoryPage)
  const slotPages = useChunk(() => isSlotted() ? loadSlots : null)
  const isBuiltIn = () => conversationId() !== null || route().page === "CONVERSATION_HISTORY" || route().page === "ARTICLES"
  const name = createMemo(() => find(route().page) !== undefined || isBuiltIn() ? route().page : "HOME")
  const custom = createMemo<Custom | undefined>(() => {
    const page = find(name())
    return page && { name: page.name, component: page.component, key: conversationId() ?? page.name }
  }, undefined, { equals: (a, b) => a?.key === b?.key && a?.component === b?.component })
  return (
    <Switch fallback={(
      <Show when={scope.slots.homePage} fallback={<HomePage />}>
        {(Slot) => <Show when={slotPages()}>{(pages) => <Dynamic component={pages().HomeSlot} Slot={Slot()} />}</Show>}
      </Show>
    )}>
      <Match when={shell.configurationError}>{(error) => <Rare part="ConfigurationError" error={error()} />}</Match>
      <Match keyed when={custom()}>{(page) => <CustomPageFrame page={page} />}</Match>
      <Match keyed when={conversationId()}>
        {(id) => (
          <Show when={scope.slots.conversationPage} fallback={<ConversationPage conversationId={id} />}>
            {(Slot) => (
              <Show when={slotPages()}>
                {(pages) => <Dynamic component={pages().ConversationSlot} Slot={Slot()} conversationId={id} />}
              </Show>
            )}
          </Show>
        )}
      </Match>
      <Match when={name() === "ARTICLES"}><Rare part="ArticlesPage" /></Match>
      <Match when={name() === "CONVERSATION_HISTORY"}>
        <Show when={scope.slots.conversationHistoryPage} fallback={<HistoryPage />}>
          {(Slot) => <Show when={slotPages()}>{(pages) => <Dynamic component={pages().HistorySlot} Slot={Slot()} />}</Show>}
        </Show>
      </Match>
    </Switch>
  )
}
