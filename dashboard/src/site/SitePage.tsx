import { useNavigate, useParams, type RouteSectionProps } from "@solidjs/router"
import { type Accessor, createEffect, createMemo, createSignal, mergeProps, onCleanup, Show } from "solid-js"
import { startAlerts } from "../alerts/startAlerts.ts"
import { createInboxState } from "../inbox/createInboxState.ts"
import { makeKeeper } from "../inbox/keeper.ts"
import { mayHelp } from "../inbox/mayHelp.ts"
import type { News, Problem } from "../inbox/nouns.ts"
import { startInbox } from "../inbox/startInbox.ts"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { makeUploader } from "../inbox/uploader.ts"
import { type Me, SignedIn, useSession } from "../session/Session.tsx"
import { tellRefused } from "../ui/toasts.ts"
import { createQuery } from "../wire/createQuery.ts"
import { sentence } from "../wire/sentence.ts"
import { useServer } from "../wire/WireContext.tsx"
import { setFormerMembers } from "./formerMembers.ts"
import { NoAccess } from "./NoAccess.tsx"
import { SiteContext, type SiteWork } from "./SiteContext.ts"
import { SiteFrame } from "./SiteFrame.tsx"
import { UploaderContext } from "./UploaderContext.ts"

/** Milliseconds until the team, if it could not be read, is asked for again. */
const READ_AGAIN = 10_000

type Place = Pick<SiteWork, "site" | "organization">

const placeOf = (me: Me, slug: string): Place | null => {
  for (const organization of me.organizations) {
    for (const site of organization.websites) if (site.slug === slug) return { site, organization }
  }
  return null
}

/** A site's pages: its live inbox runs behind all of them. */
const LiveSite = (props: { readonly place: Place; readonly me: Accessor<Me> } & Pick<RouteSectionProps, "children">) => {
  const { client } = useServer()
  const session = useSession()
  const navigate = useNavigate()
  const { organization, site: { id } } = props.place
  const me = () => props.me()
  // Its name, domain and picture may change while its inbox runs.
  const site = mergeProps(() => me().organizations.flatMap(({ websites }) => websites).find((known) => known.id === id) ?? props.place.site)
  const listeners = new Set<(news: News) => void>()
  const [end, setEnd] = createSignal<Problem | null>(null)
  const alerts = startAlerts(site.id, (conversationId, isTest) => navigate(inboxPath(site.slug, "open", conversationId, isTest)))
  const uploader = makeUploader(client, site.id)
  const { inbox, stop } = startInbox({
    client,
    websiteId: site.id,
    me: me().userId,
    keeper: makeKeeper(localStorage, me().userId, site.id),
    uploader,
    onAlert: ({ conversation, item }) => void alerts.alert(item, conversation),
    onRefused: ({ changeId, problem }) => tellRefused(changeId, sentence(problem)),
    onNews: (news) => {
      for (const listener of listeners) listener(news)
      // What changed while the stream was away is told by nothing else.
      if (news._tag === "SiteChanged" || news._tag === "Reload") {
        session.reload()
        team.reload()
      }
    },
    onEnd: (problem) => problem._tag === "SignedOut" ? void session.renew() : setEnd(problem)
  })
  const team = createQuery(() => client.call("team.list", { websiteId: site.id }))
  createEffect(() => setFormerMembers(new Map(team.data()?.former.map(({ name, userId }) => [userId, name]))))
  createEffect(() => {
    if (team.problem() === null || !mayHelp(team.problem())) return
    const timer = setTimeout(team.refresh, READ_AGAIN)
    onCleanup(() => clearTimeout(timer))
  })
  const [connection, setConnection] = createSignal(client.status())
  const stopStatus = client.onStatus(() => {
    const status = setConnection(client.status())
    if (status._tag === "Online" && team.problem() !== null) team.refresh()
    if (status._tag === "Refused" && status.error._tag === "SignedOut") void session.renew()
  })
  onCleanup(() => {
    stopStatus()
    stop()
    alerts.stop()
  })
  const work: SiteWork = {
    site, organization, me, inbox,
    isManager: organization.role !== "member",
    state: createInboxState(inbox),
    connection,
    team: () => team.data()?.members ?? [],
    reloadTeam: team.reload,
    onNews: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
  const refusal = () => {
    const status = connection()
    return status._tag === "Refused" ? status.error._tag : end()?._tag
  }
  return (
    <SiteContext.Provider value={work}>
      <UploaderContext.Provider value={uploader}>
        <Show when={refusal() === "WebsiteNotFound"} fallback={<SiteFrame hasStopped={refusal() !== undefined}>{props.children}</SiteFrame>}>
          <NoAccess />
        </Show>
      </UploaderContext.Provider>
    </SiteContext.Provider>
  )
}

/** `/{site}/…`: a site of mine, or the same answer for "not there" and "not yours". */
export default (props: RouteSectionProps) => {
  const params = useParams()
  const session = useSession()
  return (
    <SignedIn>
      {(me) => {
        // The live inbox outlives changes of the account's data: it starts anew only for another site or person.
        const place = createMemo(() => {
          const found = placeOf(me(), params["site"] ?? "")
          return found && { ...found, era: session.era() }
        }, undefined, {
          equals: (a, b) => a?.site.id === b?.site.id && a?.organization.role === b?.organization.role && a?.era === b?.era
        })
        return <Show when={place()} keyed fallback={<NoAccess />}>{(found) => <LiveSite place={found} me={me}>{props.children}</LiveSite>}</Show>
      }}
    </SignedIn>
  )
}
