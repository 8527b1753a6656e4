import { A } from "@solidjs/router"
import Lock from "lucide-solid/icons/lock"
import { Match, onCleanup, Show, Switch } from "solid-js"
import { InstallProof } from "../onboarding/InstallProof.tsx"
import { InstallSnippet } from "../onboarding/InstallSnippet.tsx"
import { useSite } from "../site/SiteContext.ts"
import { PaneNotice, PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { AllowedDomains } from "./AllowedDomains.tsx"
import { ApiKeys } from "./ApiKeys.tsx"
import { Card } from "./Card.tsx"
import { createWebsite } from "./createWebsite.ts"
import { IdentitySecrets } from "./IdentitySecrets.tsx"
import { VerificationMode } from "./VerificationMode.tsx"

const Install = (props: { readonly target: string }) => {
  const { onNews, site } = useSite()
  const { client } = useServer()
  const websiteId = site.id
  const facts = createQuery(async () => {
    const [key, capabilities] = await Promise.all([client.call("keys.installKey", { websiteId }), client.call("capabilities.get")])
    return { key, serverUrl: capabilities.publicUrl }
  })
  const status = createQuery(() => client.call("websites.install", { websiteId }))
  onCleanup(onNews((news) => {
    if (news._tag === "InstallChanged") status.set(news.status)
    // The first conversation is news like any other: nothing else says that it is the first.
    else if ((news._tag === "ConversationChanged" && !status.data()?.firstConversationId) || news._tag === "Reload") status.refresh()
  }))
  return (
    <Card title="Install the widget" lead="With your test key and this server's address, ready to copy. For production, use a live public key instead.">
      <Switch fallback={<SkeletonRows kind="line" count={6} />}>
        <Match when={facts.data()?.key ? facts.data() : undefined}>
          {(found) => <InstallSnippet target={props.target} publicKey={found().key ?? ""} serverUrl={found().serverUrl} />}
        </Match>
        <Match when={facts.data()}><p class="muted card-empty">There is no test key. Make a public test key above.</p></Match>
        <Match when={facts.problem()}>{(problem) => <PaneProblem title="The install steps could not be loaded" problem={problem()} onRetry={facts.reload} />}</Match>
      </Switch>
      <InstallProof websiteId={websiteId} slug={site.slug} status={status} />
    </Card>
  )
}

/** Keys, domains, identity and installation: what connects a product with this site. */
export const Developers = () => {
  const { isManager, site } = useSite()
  const website = createWebsite()
  return (
    <Show
      when={isManager}
      fallback={
        <PaneNotice icon={<Lock />} title="For owners and admins" action={<A class="button" data-look="plain" href={`/${site.slug}/settings/team`}>See who they are</A>}>
          Keys and domains decide who can reach your visitors. Ask an owner or admin for what you need.
        </PaneNotice>
      }
    >
      <ApiKeys />
      <Switch fallback={<SkeletonRows kind="card" count={3} />}>
        <Match when={website.data()}>
          {(found) => (
            <>
              <AllowedDomains website={found()} onSaved={website.set} />
              <IdentitySecrets />
              <VerificationMode website={found()} onSaved={website.set} />
              <Install target={found().installationTarget} />
            </>
          )}
        </Match>
        <Match when={website.problem()}>{(problem) => <PaneProblem title="The settings could not be loaded" problem={problem()} onRetry={website.reload} />}</Match>
      </Switch>
    </Show>
  )
}
