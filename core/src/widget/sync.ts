import { type Conversations, initialConversations } from "./conversations.ts"
import { type Panel, type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Thread } from "./thread.ts"
import { withVisitor } from "./visitor.ts"

/** Milliseconds: news that the server ended are asked for again at a random moment within. */
const ASK_AGAIN_WITHIN = 30_000
/** Milliseconds a first `Position` may take before the list is read without waiting for it. */
const LIST_WITHIN = 2_000
/** In a second a page has its title, a redirect has followed, and what was asked for is drawn: the first look at a device takes a while. */
const tellProfileSoon: PanelCommand = { _tag: "Wait", key: "profile", ms: 1_000, event: { _tag: "ProfileDue" } }

const outdate = <Part extends Thread | Conversations>(part: Part): Part =>
  part.status === "ready" ? { ...part, status: "stale" } : part.status === "loading" ? { ...part, isOutdated: true } : part

/** All that was loaded, or is about to be, is to be loaded again; it stays in sight until then. */
const stale = ({ conversations, threads }: Panel): Partial<Panel> => ({
  conversations: outdate(conversations),
  threads: mapThreads(threads, outdate)
})

/** What was loaded may no longer be this visitor's to see: it goes at once. Unsent text stays. */
const hidden = ({ conversations, threads }: Panel): Partial<Panel> => ({
  conversations: conversations.status === "loading" ? { ...initialConversations, status: "loading", isOutdated: true } : initialConversations,
  threads: mapThreads(threads, (thread) => thread.status === "new" ? thread : {
    ...thread, status: thread.status === "loading" ? "loading" : "stale", isOutdated: thread.status === "loading", items: [], doomed: null
  }),
  readers: {},
  typists: {}
})

const mapThreads = (threads: Panel["threads"], change: (thread: Thread) => Thread): Panel["threads"] =>
  Object.fromEntries(Object.entries(threads).map(([id, thread]) => [id, change(thread)]))

const block = (state: ReadyState): PanelStep => {
  const visitor = state.website.value?.visitor
  return [visitor ? withVisitor(state, { ...visitor, isBlocked: true }) : state, []]
}

/** The position in the news, and the news that concern the whole widget. */
export const syncHandlers: PanelHandlers = {
  ConnectionChanged: (state, { status }) => [withPanel(state, { connection: status }), []],
  PageChanged: (state) => [state, state.settings.tracking === false ? [] : [tellProfileSoon]],
  ProfileDue: (state) => [state, subscriber(state) === null ? [] : [{ _tag: "TellProfile" }]],
  Refused: (state, { error }) => error._tag === "VisitorBlocked" ? block(state) : [state, []],
  NewsEnded: (state) => [withPanel(state, { ...stale(state.panel), token: null }), [
    { _tag: "Wait", key: "news", ms: ASK_AGAIN_WITHIN, jitter: true, event: { _tag: "NewsDue" } }
  ]],
  NewsDue: (state) => [state, subscriber(state) === null ? [] : [{ _tag: "Subscribe" }]],
  News: (state, { event }) => {
    switch (event._tag) {
      case "Position":
        // Without a token nothing before this moment was told: lists and threads are read after it.
        return [withPanel(state, state.panel.token === null ? { ...stale(state.panel), token: event.token } : { token: event.token }), []]
      case "Reload": {
        const isUnseen = event.reason === "identity" || event.reason === "access"
        return [withPanel(state, { ...(isUnseen ? hidden(state.panel) : stale(state.panel)), token: null }), []]
      }
      case "Move":
        return [state, [{ _tag: "Move", withinMs: event.withinMs }]]
      case "VisitorChanged":
        return [withVisitor(state, event.visitor), []]
      default:
        return [state, []]
    }
  }
}

const subscriber = (state: ReadyState): string | null =>
  state.isRunning && state.settings.autoConnect !== false && !state.configurationError &&
    state.website.value?.visitor?.isBlocked !== true && state.panel.identity.status === "known"
    ? state.panel.identity.visitorId
    : null

/** Subscribes while there is a visitor to subscribe for, and reads the list once it is known where the news begin. */
export const syncReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const was = before && subscriber(before)
  const is = subscriber(after)
  if (was !== is) {
    if (is === null) return [after, [{ _tag: "Unsubscribe" }, { _tag: "Cancel", key: "list" }]]
    return [after, [
      { _tag: "Subscribe" },
      tellProfileSoon,
      { _tag: "Wait", key: "list", ms: LIST_WITHIN, event: { _tag: "ListDue" } }
    ]]
  }
  const { conversations, token } = after.panel
  const isWanted = token !== null && (conversations.status === "idle" || conversations.status === "stale")
  const isNews = before?.panel.token !== token || before.panel.conversations.status !== conversations.status
  return [after, isWanted && isNews ? [{ _tag: "Wait", key: "list", ms: 0, event: { _tag: "ListDue" } }] : []]
}
