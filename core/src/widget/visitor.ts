import { initialConversations } from "./conversations.ts"
import type { Visitor } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import { initialRouter } from "./initialRouter.ts"
import type { WidgetState } from "./WidgetState.ts"

/** The site with what is now known of its visitor. */
export const withVisitor = <State extends WidgetState>(state: State, visitor: Visitor | null): State => {
  const { value } = state.website
  if (!value || value.visitor === visitor) return state
  const website = { ...value, visitor, unreadCount: visitor ? value.unreadCount : 0 }
  return { ...state, website: { ...state.website, value: website } }
}

/** Nothing of the visitor is left in sight; what was asked of the identity stays queued. */
export const withoutVisitor = (state: ReadyState): ReadyState =>
  withPanel({ ...withVisitor(state, null), router: initialRouter }, {
    identity: {
      ...state.panel.identity,
      status: "none", visitorId: null, person: null, accepted: null, isBusy: false, attempts: 0
    },
    token: null,
    conversations: initialConversations,
    threads: {},
    heard: {},
    unfinished: [],
    composers: {},
    newConversation: null,
    outbox: [],
    typists: {},
    typingOut: null,
    readers: {},
    processing: {},
    ratings: {},
    emailCards: {}
  })
