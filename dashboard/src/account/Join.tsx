import { A, useLocation, useNavigate, useParams } from "@solidjs/router"
import { createMemo, Match, Show, Switch } from "solid-js"
import { useSession } from "../session/Session.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard } from "./AccountCard.tsx"
import { JoinAccount } from "./JoinAccount.tsx"
import { JoinDecision } from "./JoinDecision.tsx"
import { fragmentSecret } from "./nextPath.ts"
import { Splash } from "./Splash.tsx"

const over = {
  accepted: ["This invitation was accepted", "Sign in with the address it was sent to and go to your inbox."],
  rejected: ["This invitation was declined", "Ask whoever invited you for a new one if that was a mistake."],
  canceled: ["This invitation was taken back", "Ask whoever invited you for a new one."],
  expired: ["This invitation has expired", "Ask whoever invited you for a new one."],
  "not-found": ["This invitation is not known", "Open the link from the letter once more; it must be complete."]
} as const

/** Where an invitation's link leads: every state of it offers exactly one next step. */
export default () => {
  const { client } = useServer()
  const session = useSession()
  const navigate = useNavigate()
  const params = useParams()
  const id = () => params["invitation"] ?? ""
  const secret = fragmentSecret(useLocation().hash, "secret") ?? ""
  const invitation = createQuery(() => client.call("invitations.get", { id: id(), secret }))
  const isSignedOut = () => session.problem()?._tag === "SignedOut"
  const ended = createMemo(() => {
    const status = invitation.data()?.status
    return status === undefined || status === "pending" ? null : over[status]
  })
  const enter = (slug: string | null) => {
    session.reload()
    navigate(slug === null ? "/select" : `/${slug}/inbox`, { replace: true })
  }
  return (
    <Switch fallback={<Splash />}>
      <Match when={ended()}>
        {(text) => <AccountCard title={text()[0]} lead={text()[1]} footer={<A href="/select">Go to your inbox</A>} />}
      </Match>
      <Match when={invitation.problem()}>
        {(problem) => <main class="center-page"><PaneProblem isPage title="The invitation could not be loaded" problem={problem()} onRetry={invitation.reload} /></main>}
      </Match>
      <Match when={invitation.data() && (isSignedOut() || session.data()) && invitation.data()} keyed>
        {(join) => (
          <Show
            when={session.data()} keyed
            fallback={<JoinAccount join={join} invitation={{ id: id(), secret }} onSignedIn={session.reload} onJoined={enter} />}
          >
            {(me) => <JoinDecision join={join} me={me} invitation={{ id: id(), secret }} onJoined={enter} />}
          </Show>
        )}
      </Match>
    </Switch>
  )
}
