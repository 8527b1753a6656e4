import { For, Show } from "solid-js"
import type { SitePlan, Usage } from "./Plan.tsx"

const number = (value: number) => new Intl.NumberFormat().format(value)

const rowsOf = (plan: SitePlan, usage: Usage) => [
  { name: "Conversations in 30 days", used: usage.conversations, limit: plan.limits.conversations },
  // Its last one used up, nobody can answer any more: that alarms; whatever else is full is fine until it is more than full.
  { name: "Messages in 30 days", used: usage.messages, limit: plan.limits.messages, stopsWhenFull: true },
  { name: "Contacts", used: usage.contacts, limit: plan.limits.contacts },
  { name: "Seats", used: usage.teamMembers, limit: plan.limits.teamMembers },
  { name: "AI credits this month", used: usage.aiCredit, limit: plan.limits.aiCredit }
]

/** How much of each limit is used: a bar where there is a limit, the number alone where there is none. */
export const UsageBars = (props: { readonly plan: SitePlan; readonly usage: Usage }) => (
  <dl class="usage">
    <For each={rowsOf(props.plan, props.usage)}>
      {({ limit, name, stopsWhenFull = false, used }) => (
        <div>
          <dt>{name}</dt>
          <dd>
            {used === null ? "Unmetered" : limit === null ? number(used) : `${number(used)} of ${number(limit)}`}
            <Show when={used !== null && limit !== null}>
              <meter aria-hidden="true" data-over={(used ?? 0) > (limit ?? 0) || (stopsWhenFull && used === limit) ? "" : undefined} min="0" max={limit ?? 1} value={used ?? 0} />
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
