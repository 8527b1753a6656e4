import { For, onCleanup, Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { fullTime, stamp } from "../ui/time.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { deliveryText, isTrouble } from "./deliveryText.ts"

const reasons = {
  bounced: "This address gets no mail: a letter came back.",
  complained: "This address gets no mail: its reader called a letter spam.",
  failed_repeatedly: "This address gets no mail: three letters in a row failed.",
  unsubscribed: "This person asked for no mail.",
  manual: "An owner wants no mail sent there."
} as const

/** How many letters the panel shows. */
const FEW = 5

/** Letters to a visitor, newest first, and why there are none, if so. Nothing for a visitor without an address. */
export const VisitorMail = (props: { readonly visitorId: string; readonly email: string | null }) => {
  const { onNews, site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const mail = createQuery(
    () => client.call("mail.ofVisitor", { websiteId: site.id, visitorId: props.visitorId }),
    () => `${props.visitorId} ${props.email}`
  )
  onCleanup(onNews((news) => {
    if (news._tag === "DeliveryChanged" && news.delivery.recipient === props.email?.toLowerCase()) mail.reload()
  }))
  return (
    <Show when={mail.data()?.email != null && (mail.data()?.suppressed || (mail.data()?.deliveries.length ?? 0) > 0) ? mail.data() : undefined}>
      {(found) => (
        <details class="context-section" open>
          <summary>Mail</summary>
          <Show when={found().suppressed}>{(reason) => <p class="mail-suppressed">{reasons[reason()]}</p>}</Show>
          <ul class="mail-list">
            <For each={found().deliveries.slice(0, FEW)}>
              {(delivery) => (
                <li data-trouble={isTrouble(delivery) ? "" : undefined}>
                  <span>{deliveryText(delivery)}</span>
                  <time dateTime={delivery.createdAt} title={fullTime(delivery.createdAt)}>{stamp(delivery.createdAt, now())}</time>
                  <Show when={delivery.reason}>{(reason) => <small>{reason()}</small>}</Show>
                </li>
              )}
            </For>
          </ul>
        </details>
      )}
    </Show>
  )
}
