import { A, useNavigate, useParams, useSearchParams } from "@solidjs/router"
import { createMemo, Match, Show, Switch } from "solid-js"
import { NoAccess } from "../site/NoAccess.tsx"
import { type Me, SignedIn, useSession } from "../session/Session.tsx"
import { Mark } from "../ui/Mark.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { CreateSite } from "./CreateSite.tsx"
import { createInstallWatch } from "./createInstallWatch.ts"
import { InstallProof } from "./InstallProof.tsx"
import { InstallSnippet } from "./InstallSnippet.tsx"

const Install = (props: { readonly websiteId: string; readonly slug: string }) => {
  const { client } = useServer()
  const status = createInstallWatch(() => props.websiteId)
  const facts = createQuery(async () => {
    const { websiteId } = props
    const [key, capabilities, website] = await Promise.all([
      client.call("keys.installKey", { websiteId }), client.call("capabilities.get"), client.call("websites.settings", { websiteId })
    ])
    return { key, serverUrl: capabilities.publicUrl, target: website.installationTarget }
  })
  return (
    <>
      <Switch fallback={<SkeletonRows kind="card" count={3} />}>
        <Match when={facts.data()}>
          {(found) => (
            <Show when={found().key} fallback={<p class="note">The test key of this site was revoked. Make a new one under <A class="link" href={`/${props.slug}/settings/developers`}>Settings → Developers</A>.</p>}>
              {(key) => <InstallSnippet target={found().target} publicKey={key()} serverUrl={found().serverUrl} />}
            </Show>
          )}
        </Match>
        <Match when={facts.problem()}>{(problem) => <PaneProblem title="The install steps could not be loaded" problem={problem()} onRetry={facts.reload} />}</Match>
      </Switch>
      <InstallProof websiteId={props.websiteId} slug={props.slug} status={status} />
    </>
  )
}

const Steps = (props: { readonly me: Me }) => {
  const params = useParams()
  const [search] = useSearchParams()
  const { client } = useServer()
  const session = useSession()
  const navigate = useNavigate()
  const organization = createMemo(() => props.me.organizations.find((known) => known.slug === params["organization"] || known.id === params["organization"]))
  const site = createMemo(() => organization()?.websites.find((known) => known.slug === search["site"]))
  const isNew = () => props.me.organizations.length === 0
  const mayCreate = () => isNew() || (organization() !== undefined && organization()?.role !== "member")
  const onCreated = async ({ id, slug }: { readonly id: string; readonly slug: string }) => {
    const me = await client.call("me.get")
    session.set(me)
    const owner = me.organizations.find((known) => known.websites.some((website) => website.id === id))
    navigate(`/welcome/${owner?.slug ?? "new"}?site=${slug}`)
  }
  return (
    <Switch fallback={<NoAccess />}>
      <Match when={site()}>
        {(found) => (
          <main class="onboarding">
            <p class="onboarding-progress">Step 2 of 2</p>
            <h1>Put the widget into {found().name}</h1>
            <Show when={found().id} keyed>{(id) => <Install websiteId={id} slug={found().slug} />}</Show>
            <p class="onboarding-skip"><A class="link" href={`/${found().slug}/inbox`}>Go to the inbox</A></p>
          </main>
        )}
      </Match>
      <Match when={mayCreate() && search["site"] === undefined}>
        <main class="account-page">
          <div class="account-card">
            <Mark size={36} />
            <p class="onboarding-progress">Step 1 of 2</p>
            <h1>{isNew() ? "Create your first site" : "Add a site"}</h1>
            <p class="account-lead">A site is one inbox, with its own keys and its own people.</p>
            <CreateSite organizationId={organization()?.id ?? null} onCreated={onCreated} />
          </div>
        </main>
      </Match>
    </Switch>
  )
}

/** `/welcome/{org}`: a site is made, the widget installed, and the first message received. */
export default () => <SignedIn>{(me) => <Steps me={me()} />}</SignedIn>
