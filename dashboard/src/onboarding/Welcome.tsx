import { A, Navigate, useNavigate, useParams, useSearchParams } from "@solidjs/router"
import { createMemo, createSignal, Match, Show, Switch } from "solid-js"
import { AccountCard } from "../account/AccountCard.tsx"
import { NoAccess } from "../site/NoAccess.tsx"
import { type Me, SignedIn, type Site, useSession } from "../session/Session.tsx"
import { createArrival } from "../ui/createArrival.ts"
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
      <h2 class="hidden-words">Steps</h2>
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

const InstallStep = (props: { readonly website: Site }) => {
  const [page, setPage] = createSignal<HTMLElement>()
  const title = () => `Put the widget into ${props.website.name}`
  createArrival(title, page)
  return (
    <main class="onboarding" id="main" ref={setPage}>
      <p class="onboarding-progress">Step 2 of 2</p>
      <h1>{title()}</h1>
      <Show when={props.website.id} keyed>{(id) => <Install websiteId={id} slug={props.website.slug} />}</Show>
      <p class="onboarding-skip"><A class="link" href={`/${props.website.slug}/inbox`}>Go to the inbox</A></p>
    </main>
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
  /** What the first step makes. Once it is made, the step stays as it is until the next one is there. */
  const [made, setMade] = createSignal<"first" | "another" | null>(null)
  const isFirst = () => made() === null ? props.me.organizations.length === 0 : made() === "first"
  const mayCreate = () => made() !== null || isFirst() || (organization() !== undefined && organization()?.role !== "member")
  const onCreated = async ({ id, slug }: { readonly id: string; readonly slug: string }) => {
    const me = await client.call("me.get")
    setMade(isFirst() ? "first" : "another")
    session.set(me)
    const owner = me.organizations.find((known) => known.websites.some((website) => website.id === id))
    // The step before is done: going back from here leads out of both.
    navigate(`/welcome/${owner?.slug ?? "new"}?site=${slug}`, { replace: true })
  }
  return (
    <Switch fallback={<NoAccess />}>
      <Match when={site()}>
        {(found) => <InstallStep website={found()} />}
      </Match>
      <Match when={mayCreate() && search["site"] === undefined}>
        <AccountCard
          title={isFirst() ? "Create your first site" : "Add a site"} progress="Step 1 of 2" lead="A site is one inbox, with its own keys and its own people."
          footer={
            <Show when={isFirst()} fallback={<A href="/select">Go to your inbox</A>}>
              Signed in as {props.me.email}. <button type="button" class="link" onClick={() => void session.signOut()}>Sign out</button>
            </Show>
          }
        >
          <CreateSite organizationId={organization()?.id ?? null} onCreated={onCreated} />
        </AccountCard>
      </Match>
      {/* Where the first site was made: whoever goes back there has one now. */}
      <Match when={params["organization"] === "new"}><Navigate href="/select" /></Match>
    </Switch>
  )
}

/** `/welcome/{org}`: a site is made, the widget installed, and the first message received. */
export default () => <SignedIn>{(me) => <Steps me={me()} />}</SignedIn>
