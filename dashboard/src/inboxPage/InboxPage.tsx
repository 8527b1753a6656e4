import { useNavigate, useParams, useSearchParams } from "@solidjs/router"
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from "solid-js"
import { setPageTitle } from "../alerts/pageTitle.ts"
import { MetricsStrip } from "../analytics/MetricsStrip.tsx"
import { ConversationPane } from "../conversation/ConversationPane.tsx"
import { applyChanges } from "../inbox/changes.ts"
import { rowIds } from "../inbox/conversations.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { listenForShortcuts } from "../keyboard/listenForShortcuts.ts"
import { useSite } from "../site/SiteContext.ts"
import { arriveOnMain } from "../ui/focusMain.ts"
import { keepPlace } from "../ui/keepPlace.ts"
import { ContextPanel } from "../visitor/ContextPanel.tsx"
import { ConversationList } from "./ConversationList.tsx"
import { createContextShown } from "./createContextShown.ts"
import { createConversationActions } from "./createConversationActions.ts"
import { inboxPath, type InboxPlace, readInboxPath } from "./inboxPath.ts"
import { inboxPlaceOf } from "./inboxPlaceOf.ts"
import { inboxShortcuts } from "./inboxShortcuts.ts"
import { NothingOpen } from "./NothingOpen.tsx"
import { viewNames } from "./viewText.ts"

/** Up to this width one pane is shown at a time, as the stylesheet has it. */
const onePane = "(max-width: 47.9375em)"

const Panes = (props: { readonly place: InboxPlace }) => {
  const { inbox, site, state } = useSite()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [focusedId, setFocusedId] = createSignal<string | null>(null)
  const context = createContextShown()
  const [page, setPage] = createSignal<HTMLElement>()
  let field: HTMLTextAreaElement | undefined
  let contextButton: HTMLElement | undefined
  let send = () => {}

  const isTest = () => search["test"] === "1"
  const openId = () => props.place.conversationId
  const changes = createMemo(() => state().changes)
  const conversations = createMemo(() => state().conversations)
  const lists = createMemo(() => state().lists)
  const ids = createMemo(() => rowIds({ changes: changes(), conversations: conversations(), lists: lists() }, props.place.view, isTest()))
  const open = createMemo(() => {
    const known = conversations()[openId() ?? ""]
    return known && applyChanges(changes(), known)
  })
  createEffect(() => inbox.send({ _tag: "ViewChosen", view: props.place.view, isTest: isTest() }))
  createEffect(() => inbox.send({ _tag: "ConversationChosen", conversationId: openId() }))
  onCleanup(() => inbox.send({ _tag: "ConversationChosen", conversationId: null }))
  createEffect(() => {
    const shown = open()
    setPageTitle(`${shown ? `${shown.title ?? visitorName(shown.visitor)} – ` : ""}${viewNames[props.place.view]} – ${site.name}`)
  })

  const go = (id: string | null) => navigate(inboxPath(site.slug, props.place.view, id, isTest()))
  const back = () => {
    const left = openId()
    // It mostly has the focus by name already: only a change moves the page's own focus to its row.
    setFocusedId(null)
    go(null)
    setFocusedId(left)
  }
  const closeContext = () => {
    context.toggle()
    contextButton?.focus()
  }
  createEffect(on(openId, (id) => {
    context.uncover()
    // The row that led here is out of sight, and would take the focus along.
    if (id !== null && matchMedia(onePane).matches && !page()?.querySelector(".conversation")?.contains(document.activeElement)) arriveOnMain()
  }, { defer: true }))
  createEffect(() => {
    const inbox = page()
    if (inbox) onCleanup(keepPlace(inbox, inboxPlaceOf))
  })
  const actions = createConversationActions({
    open, ids,
    // The row that leaves takes the focus with it, unless the next one gets it.
    go: (id) => {
      setFocusedId(id)
      go(id)
    }
  })
  onMount(() => onCleanup(listenForShortcuts(inboxShortcuts({
    openId,
    focusedId,
    field: () => field,
    move: (step) => {
      const at = ids().indexOf(focusedId() ?? openId() ?? "")
      const next = at < 0 ? ids()[0] : ids()[at + step]
      if (next === undefined) return
      setFocusedId(next)
      if (openId() !== null) go(next)
    },
    open: go,
    back: () => context.isOver() ? closeContext() : back(),
    resolve: actions.onResolve,
    note: () => {
      inbox.send({ _tag: "ModeChosen", conversationId: openId() ?? "", mode: "note" })
      field?.focus()
    },
    send: () => send()
  }))))
  return (
    <>
      <MetricsStrip isTest={isTest()} />
      <div class="inbox" ref={setPage} data-open={openId() === null ? undefined : ""} data-details={context.isShown() && open() ? "" : undefined}>
        <ConversationList ids={ids()} view={props.place.view} isTest={isTest()} openId={openId()} focusedId={focusedId} onFocus={setFocusedId} />
        <Show when={openId()} fallback={<NothingOpen />}>
          {(id) => (
            <ConversationPane
              {...actions} conversationId={id()} isContextShown={context.isShown()} onBack={back} onContext={context.toggle}
              onContextButton={(button) => contextButton = button}
              onField={(area) => field = area} onReady={(press) => send = press}
            />
          )}
        </Show>
        <Show when={context.isShown() && open()}>{(conversation) => <ContextPanel conversation={conversation()} isOver={context.isOver()} onClose={closeContext} />}</Show>
      </div>
    </>
  )
}

/** `/{site}/inbox/{view?}/{conversation?}`; the router lets no other address here. */
export default () => {
  const params = useParams()
  const place = createMemo(() => readInboxPath(params["view"] ?? params["conversation"], params["view"] && params["conversation"]))
  return <Show when={place()}>{(found) => <Panes place={found()} />}</Show>
}
