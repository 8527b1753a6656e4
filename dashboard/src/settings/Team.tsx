import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Match, onCleanup, Show, Switch } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { shortDate } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { InviteForm } from "./InviteForm.tsx"
import { MemberRow } from "./MemberRow.tsx"

/** Who works on this site, who is invited, and what each may do. */
export const Team = () => {
  const { isManager, onNews, reloadTeam, site } = useSite()
  const { client } = useServer()
  const websiteId = site.id
  const team = createQuery(() => client.call("team.list", { websiteId }))
  onCleanup(onNews((news) => {
    if (news._tag === "SiteChanged") team.reload()
  }))
  const reload = () => {
    team.reload()
    reloadTeam()
  }
  const cancel = createAction((id: string) => client.call("team.cancelInvitation", { websiteId, id }), () => {
    team.reload()
    tell("Invitation taken back")
  })
  return (
    <Switch fallback={<SkeletonRows kind="card" count={3} />}>
      <Match when={team.data()}>
        {(found) => (
          <>
            <Card title="Team" lead={isManager ? "Owners and admins reach every site of the organisation, members the sites they were invited to." : "Owners and admins invite people and change roles."}>
              <ul class="rows">
                <Keyed each={found().members} by={({ userId }) => userId}>{(member) => <MemberRow member={member()} myRole={found().myRole} onChanged={reload} />}</Keyed>
              </ul>
            </Card>
            <Show when={isManager}><InviteForm onInvited={team.reload} /></Show>
            <Show when={found().invitations.length > 0}>
              <Card title="Invitations">
                <ul class="rows">
                  <Keyed each={found().invitations} by={({ id }) => id}>
                    {(invitation) => (
                      <li class="member-row">
                        <span class="member-text"><b>{invitation().email}</b><small>{invitation().role === "admin" ? "Admin" : "Member"} · {invitation().status === "expired" ? "expired" : `until ${shortDate(invitation().expiresAt)}`} · by {invitation().inviterName}</small></span>
                        <Show when={isManager}><button type="button" class="link" aria-label={`Take back the invitation of ${invitation().email}`} onClick={() => void cancel.run(invitation().id)}>Take back</button></Show>
                      </li>
                    )}
                  </Keyed>
                </ul>
                <ActionProblem of={cancel} />
              </Card>
            </Show>
          </>
        )}
      </Match>
      <Match when={team.problem()}>{(problem) => <PaneProblem title="The team could not be loaded" problem={problem()} onRetry={team.reload} />}</Match>
    </Switch>
  )
}
