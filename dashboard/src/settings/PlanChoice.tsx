import type { SoldPlan } from "@cossistant/core/billing/Plan"
import { plans } from "@cossistant/core/billing/plans"
import Check from "lucide-solid/icons/check"
import { createSignal, For, Show } from "solid-js"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import type { Action } from "../wire/createAction.ts"
import { Card } from "./Card.tsx"

/** Smallest first. */
const sold = ["free", "hobby", "pro"] as const satisfies ReadonlyArray<SoldPlan>

const count = (limit: number | null, what: string) => limit === null ? `Unlimited ${what}` : `${new Intl.NumberFormat().format(limit)} ${what}`

const sellingPoints = (name: SoldPlan): ReadonlyArray<string> => {
  const { features, limits } = plans[name]
  return [
    count(limits.conversations, "conversations"),
    count(limits.contacts, "contacts"),
    limits.teamMembers === 1 ? "1 seat" : `${limits.teamMembers} seats`,
    count(limits.aiCredit, "AI credits a month"),
    ...(features.includes("dashboard-file-sharing") ? ["Files in answers"] : []),
    ...(features.includes("latest-ai-models") ? ["The latest AI models"] : []),
    ...(features.includes("auto-translate") ? ["Automatic translation"] : [])
  ]
}

/** The plans that are sold, side by side, and the way to each. */
export const PlanChoice = (props: { readonly current: string; readonly isOwner: boolean; readonly action: Action<[SoldPlan]> }) => {
  const [chosen, setChosen] = createSignal<SoldPlan | null>(null)
  const price = () => sold.map((name) => plans[name]).find(({ name }) => name === props.current)?.price ?? 0
  return (
    <Card title="Plans" lead={props.isOwner ? "Each is for this one site. Changes count at once; what was paid is set off." : "Only an owner can change the plan."}>
      <ActionProblem of={props.action} />
      <ul class="plans">
        <For each={sold.map((id) => ({ ...plans[id], id }))}>
          {(plan) => (
            <li data-current={plan.id === props.current ? "" : undefined}>
              <h3>{plan.displayName}</h3>
              <p><b>${plan.price}</b> a month</p>
              <ul><For each={sellingPoints(plan.id)}>{(point) => <li><Check size={14} aria-hidden="true" />{point}</li>}</For></ul>
              <Show when={plan.id !== props.current} fallback={<span class="plans-current">Your plan</span>}>
                <Button
                  look={plan.price > price() ? "primary" : "plain"} disabled={!props.isOwner || (props.action.isBusy() && chosen() !== plan.id)}
                  isBusy={props.action.isBusy() && chosen() === plan.id}
                  onClick={() => {
                    setChosen(plan.id)
                    void props.action.run(plan.id)
                  }}
                >
                  {plan.price > price() ? `Upgrade to ${plan.displayName}` : `Change to ${plan.displayName}`}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Card>
  )
}
