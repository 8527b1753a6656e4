import { For, Show } from "solid-js"
import type { SitePlan, Usage } from "./Plan.tsx"

const number = (value: number) => new Intl.NumberFormat().format(value)

const rowsOf = (plan: SitePlan, usage: Usage) => [
  { name: "Conversations in 30 days", used: usage.conversations, limit: plan.limits.conversations },
  { name: "Messages in 30 days", used: usage.messages, limit: plan.limits.messages },
  { name: "Contacts", used: usage.contacts, limit: plan.limits.contacts },
  { name: "Seats", used: usage.teamMembers, limit: plan.limits.teamMembers },
  { name: "AI credits this month", used: usage.aiCredit, limit: plan.limits.aiCredit }
]

/** How much of each limit is used: a bar where there is a limit, the number alone where there is none. */
export const UsageBars = (props: { readonly plan: SitePlan; readonly usage: Usage }) => (
  <dl class="usage">
    <For each={rowsOf(props.plan, props.usage)}>
      {({ limit, name, used }) => (
        <div>
          <dt>{name}</dt>
          <dd>
            {used === null ? "Unmetered" : limit === null ? number(used) : `${number(used)} of ${number(limit)}`}
            <Show when={used !== null && limit !== null}>
              <meter aria-hidden="true" min="0" max={limit ?? 1} high={(limit ?? 1) * 0.9} optimum="0" value={used ?? 0} />
            </Show>
          </dd>
        </div>
      )}
    </For>
    <div>
      <dt>Conversations are kept</dt>
      <dd>{props.plan.limits.conversationRetentionDays === null ? "For good" : `${props.plan.limits.conversationRetentionDays} days`}</dd>
    </div>
  </dl>
)
