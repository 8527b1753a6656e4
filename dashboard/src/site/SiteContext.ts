import type { Member } from "@cossistant/core/members/Member"
import type { Status } from "@cossistant/core/client/ladder"
import { type Accessor, createContext, useContext } from "solid-js"
import type { Inbox } from "../inbox/Inbox.ts"
import type { InboxState } from "../inbox/InboxState.ts"
import type { News } from "../inbox/nouns.ts"
import type { Me, Organization, Site } from "../session/Session.tsx"

export type TeamMember = typeof Member.Encoded

/** One member at work on one site. */
export interface SiteWork {
  readonly site: Site
  readonly organization: Organization
  readonly me: Accessor<Me>
  /** Owners and admins; the others see what they may not change, with the reason. */
  readonly isManager: boolean
  readonly inbox: Inbox
  readonly state: Accessor<InboxState>
  readonly connection: Accessor<Status>
  readonly team: Accessor<ReadonlyArray<TeamMember>>
  readonly reloadTeam: () => void
  /** Hears everything the stream tells; gives the function that stops it. */
  readonly onNews: (listener: (news: News) => void) => () => void
}

export const SiteContext = createContext<SiteWork>()

/** The site the current page belongs to. */
export const useSite = (): SiteWork => {
  const work = useContext(SiteContext)
  if (work === undefined) throw new Error("useSite outside of a site")
  return work
}
