import type { Delivery as DeliverySchema } from "@cossistant/core/mail/Delivery"
import { type Accessor, createContext, createMemo, createSignal, For, onCleanup, type ParentProps, useContext } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { clockTime } from "../ui/time.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"

export type Delivery = typeof DeliverySchema.Encoded

/** Each letter once, as it stood last: an answer may be older than what was told while it came. */
const newest = (told: ReadonlyArray<Delivery>): ReadonlyArray<Delivery> => {
  const found = new Map<string, Delivery>()
  for (const delivery of told) if ((found.get(delivery.id)?.version ?? -1) <= delivery.version) found.set(delivery.id, delivery)
  return [...found.values()]
}

interface ConversationMail {
  /** Letters about the open conversation, oldest first. */
  readonly deliveries: Accessor<ReadonlyArray<Delivery>>
  readonly put: (delivery: Delivery) => void
}

const MailContext = createContext<ConversationMail>()

/** Keeps the letters of one conversation at hand, live, and says where too many went out. */
export const DeliveriesProvider = (props: ParentProps<{ readonly conversationId: string }>) => {
  const { onNews, site } = useSite()
  const { client } = useServer()
  const query = createQuery(
    () => client.call("mail.deliveries", { websiteId: site.id, conversationId: props.conversationId }),
    () => props.conversationId
  )
  const [told, setTold] = createSignal<ReadonlyArray<Delivery>>([])
  const put = (delivery: Delivery) => setTold((before) => newest([...before, delivery]))
  onCleanup(onNews((news) => {
    if (news._tag === "DeliveryChanged" && news.delivery.conversationId === props.conversationId) put(news.delivery)
  }))
  const deliveries = createMemo(() => newest([...query.data()?.deliveries ?? [], ...told()]).toSorted((a, b) => a.createdAt < b.createdAt ? -1 : 1))
  return (
    <MailContext.Provider value={{ deliveries, put }}>
      {props.children}
      <For each={query.data()?.breakers ?? []}>
        {({ letters, openUntil, recipient }) => (
          <p class="mail-paused" role="status">
            Mail to <b dir="ltr">{recipient}</b> is paused until {clockTime(openUntil)}: {letters} letters went there within an hour. Is a machine answering?
          </p>
        )}
      </For>
    </MailContext.Provider>
  )
}

/** The letters of the conversation this stands in; undefined outside of one. */
export const useDeliveries = () => useContext(MailContext)
