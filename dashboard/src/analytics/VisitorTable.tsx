import { A } from "@solidjs/router"
import { createComputed, For, Show } from "solid-js"
import { createStore, reconcile } from "solid-js/store"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { useSite } from "../site/SiteContext.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { createClock } from "../ui/clock.ts"
import { ago, fullTime } from "../ui/time.ts"
import { placeText, type Visitor } from "./mapPoints.ts"

const channels: Readonly<Record<NonNullable<Visitor["channel"]>, string>> = {
  direct: "Direct", email: "Email", paid: "Paid", organic_search: "Search", social: "Social", referral: "Referral"
}

/** Who is here, where, on which page, and how they came. */
export const VisitorTable = (props: { readonly visitors: ReadonlyArray<Visitor> }) => {
  const { site } = useSite()
  const now = createClock()
  // Who stays keeps the row, and with it the focus, when the list is read anew.
  const [rows, setRows] = createStore<{ visitors: ReadonlyArray<Visitor> }>({ visitors: [] })
  createComputed(() => setRows("visitors", reconcile(structuredClone(props.visitors), { key: "id" })))
  return (
    <div class="table-scroll" role="region" aria-label="Visitors" tabindex="0">
      <table class="visitors">
        <thead>
          <tr><th scope="col">Visitor</th><th scope="col">Page</th><th scope="col">Place</th><th scope="col">Came by</th><th scope="col">Seen</th></tr>
        </thead>
        <tbody>
          <For each={rows.visitors}>
            {(visitor) => (
              <tr>
                <th scope="row">
                  <span class="visitor-cell">
                    <Avatar name={visitorName(visitor)} image={visitor.image} size={24} isOnline={visitor.status === "online"} />
                    <Show when={visitor.conversationId} fallback={<span class="cut">{visitorName(visitor)}</span>}>
                      {(id) => <A class="cut" href={inboxPath(site.slug, "open", id(), false)}>{visitorName(visitor)}</A>}
                    </Show>
                  </span>
                </th>
                <td class="page-cell" title={visitor.page?.url}><span class="cut">{visitor.page?.title ?? visitor.page?.path ?? "–"}</span></td>
                <td>{placeText(visitor.place) ?? "–"}</td>
                <td>{visitor.channel === null ? "–" : channels[visitor.channel]}</td>
                <td title={fullTime(visitor.lastSeenAt)}>{visitor.status === "online" ? "Here now" : `Away, ${ago(visitor.lastSeenAt, now())}`}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
