import { A, Navigate } from "@solidjs/router"
import { For, Match, Show, Switch } from "solid-js"
import { type Me, SignedIn, useSession } from "../session/Session.tsx"
import { Avatar } from "../ui/Avatar.tsx"
import { Button } from "../ui/Button.tsx"
import { AccountCard } from "./AccountCard.tsx"

const Choice = (props: { readonly me: Me }) => {
  const session = useSession()
  const sites = () => props.me.organizations.flatMap(({ websites }) => websites)
  const managed = () => props.me.organizations.filter(({ role }) => role !== "member")
  const footer = (
    <>Signed in as {props.me.email}. <button type="button" class="link" onClick={() => session.signOut()}>Sign out</button></>
  )
  return (
    <Switch>
      <Match when={sites().length === 1 && sites()[0]} keyed>{(site) => <Navigate href={`/${site.slug}/inbox`} />}</Match>
      <Match when={props.me.organizations.length === 0}><Navigate href="/welcome/new" /></Match>
      <Match when={sites().length === 0 && managed()[0]} keyed>{(organization) => <Navigate href={`/welcome/${organization.slug}`} />}</Match>
      <Match when={sites().length === 0}>
        <AccountCard title="No site yet" lead="You belong to the team, but to no site of it. Ask an owner or admin to invite you to one." footer={footer}>
          <Button look="primary" onClick={session.reload} isBusy={session.isLoading()}>Look again</Button>
        </AccountCard>
      </Match>
      <Match when={true}>
        <AccountCard title="Choose a site" footer={footer}>
          <ul class="site-list">
            <For each={sites()}>
              {(site) => (
                <li><A href={`/${site.slug}/inbox`}><Avatar name={site.name} image={site.logoUrl} /><span><b>{site.name}</b><small>{site.domain}</small></span></A></li>
              )}
            </For>
          </ul>
          <Show when={managed()[0]}>
            {(organization) => <A class="account-aside" href={`/welcome/${organization().slug}`}>Add another site</A>}
          </Show>
        </AccountCard>
      </Match>
    </Switch>
  )
}

/** Leads to the one site, to a choice among several, or to making the first. */
export default () => <SignedIn>{(me) => <Choice me={me()} />}</SignedIn>
