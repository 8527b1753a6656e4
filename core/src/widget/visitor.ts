import { initialConversations } from "./conversations.ts"
import type { Credential } from "./credential.ts"
import type { Visitor } from "./nouns.ts"
import { type Panel, type ReadyState, withPanel } from "./PanelState.ts"
import { initialRouter } from "./initialRouter.ts"
import type { WidgetState } from "./WidgetState.ts"

/** The site with what is now known of its visitor. */
export const withVisitor = <State extends WidgetState>(state: State, visitor: Visitor | null): State => {
  const { value } = state.website
  if (!value || value.visitor === visitor) return state
  const website = { ...value, visitor, unreadCount: visitor ? value.unreadCount : 0 }
  return { ...state, website: { ...state.website, value: website } }
}

/** That a browser is the visitor of this credential, or none yet. */
export const identityOf = (credential: Omit<Credential, "secret"> | null) => ({
  status: credential ? "known" : "none",
  visitorId: credential?.visitorId ?? null,
  person: credential?.person ?? null,
  accepted: credential?.accepted ?? null
} as const)

/** A panel in which nothing has happened yet. */
export const untouched = {
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
} satisfies Partial<Panel>

/** Nothing of the visitor is left in sight; what was asked of the identity stays queued. */
export const withoutVisitor = (state: ReadyState): ReadyState =>
  withPanel({ ...withVisitor(state, null), router: initialRouter }, {
    ...untouched,
    identity: { ...state.panel.identity, ...identityOf(null), isBusy: false, attempts: 0 }
  })
