import type { Plan as PlanSchema, PlanUsage, SoldPlan } from "@cossistant/core/billing/Plan"
import { useSearchParams } from "@solidjs/router"
import { createEffect, Match, onCleanup, onMount, Show, Switch } from "solid-js"
import { setPageTitle } from "../alerts/pageTitle.ts"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { PlanChoice } from "./PlanChoice.tsx"
import { UsageBars } from "./UsageBars.tsx"

export type SitePlan = typeof PlanSchema.Encoded
export type Usage = typeof PlanUsage.Encoded

/** A plan that was just paid for is looked for so often (ms), and so many times. */
const lookEvery = 2_000
const looks = 45

const endDate = (at: string) => new Intl.DateTimeFormat(undefined, { dateStyle: "long" }).format(new Date(at))

/** What the plan is, in a sentence. */
const leadOf = (plan: SitePlan): string => {
  if (plan.name === "self_hosted") return "This server is your own: every site has everything, without limits. Nothing is sold and nothing is metered."
  if (!plan.enforcement.isEnforced) return "The billing service can't be reached. Until it answers nobody is stopped by a limit."
  if (plan.endsAt !== null) return `Canceled: it lasts until ${endDate(plan.endsAt)}, then the site is on the free plan.`
  return plan.price === 0 ? "Free of charge." : `$${plan.price} a month for this site.`
}

/** `/{site}/settings/plan`: the site's plan, what of it is used, and the other plans where any are sold. */
export const Plan = () => {
  const { organization, site } = useSite()
  const { client } = useServer()
  const [search, setSearch] = useSearchParams()
  const found = createQuery(() => client.call("billing.plan", { websiteId: site.id }))
  const change = createAction(
    (plan: SoldPlan) => client.call("billing.checkout", { websiteId: site.id, plan }),
    (answer) => {
      if (answer.mode === "checkout") return location.assign(answer.checkoutUrl)
      tell("Plan changed")
      found.reload()
    }
  )
  const portal = createAction(() => client.call("billing.portal", { websiteId: site.id }), ({ url }) => location.assign(url))
  /** Until the plan is another than the first one that was seen: who sells it says so only some moments after it was paid. */
  const watchForPlan = () => {
    let first = found.data()?.plan.name
    let looked = 0
    const timer = setInterval(() => {
      const now = found.data()?.plan.name
      first ??= now
      if (now !== first || ++looked > looks) return clearInterval(timer)
      found.reload()
    }, lookEvery)
    onCleanup(() => clearInterval(timer))
  }
  onMount(() => {
    if (search["checkout_success"] !== undefined) {
      tell("Thank you. The new plan opens within a minute.")
      watchForPlan()
    }
    if (search["checkout_error"] !== undefined) tell("Nothing was bought. The plan is as it was.")
    setSearch({ checkout_success: null, checkout_error: null }, { replace: true })
  })
  const isOwner = organization.role === "owner"
  return (
    <Switch fallback={<SkeletonRows kind="card" count={2} />}>
      <Match when={found.data()}>
        {(data) => (
          <>
            <Card
              title={data().plan.displayName} lead={leadOf(data().plan)}
              action={<Show when={data().plan.canManageSubscription && isOwner && data().plan.price > 0}><Button isBusy={portal.isBusy()} onClick={() => void portal.run()}>Invoices and payment</Button></Show>}
            >
              <ActionProblem of={portal} />
              <UsageBars plan={data().plan} usage={data().usage} />
            </Card>
            <Show when={data().plan.canManageSubscription}>
              <PlanChoice current={data().plan.name} isOwner={isOwner} action={change} />
            </Show>
          </>
        )}
      </Match>
      <Match when={found.problem()}>{(problem) => <PaneProblem title="The plan could not be loaded" problem={problem()} onRetry={found.reload} />}</Match>
    </Switch>
  )
}

/** `/{site}/billing`: hands over to where invoices and payment are, or says that there are none. */
export const BillingHandOff = () => {
  const { organization, site } = useSite()
  const { client } = useServer()
  createEffect(() => setPageTitle(`Billing – ${site.name}`))
  const portal = createQuery(() => client.call("billing.portal", { websiteId: site.id }).then(({ url }) => {
    // Not to be gone back to: it would only lead away again.
    location.replace(url)
    return url
  }))
  return (
    <main class="settings-column" id="main">
      <h1 class="hidden-words">Billing</h1>
      <Switch fallback={<SkeletonRows kind="card" count={1} />}>
        <Match when={portal.problem()?._tag === "BillingDisabled"}>
          <Card title="There is no billing here" lead="This deployment manages no subscriptions: it is self-hosted, every site has everything, and nothing is ever charged." action={<a class="button" data-look="plain" href={`/${site.slug}/settings/plan`}>See the plan</a>} />
        </Match>
        <Match when={organization.role !== "owner"}>
          <Card title="For owners" lead="Only an owner of the organisation can see invoices and change how it is paid." />
        </Match>
        <Match when={portal.problem()}>{(problem) => <PaneProblem title="The billing pages could not be opened" problem={problem()} onRetry={portal.reload} />}</Match>
      </Switch>
    </main>
  )
}
