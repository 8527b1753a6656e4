import Mail from "lucide-solid/icons/mail"
import MailWarning from "lucide-solid/icons/mail-warning"
import { createMemo, Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { fullTime } from "../ui/time.ts"
import { createAction } from "../wire/createAction.ts"
import { sentence } from "../wire/sentence.ts"
import { useServer } from "../wire/WireContext.tsx"
import { type Delivery, useDeliveries } from "./Deliveries.tsx"
import { deliveryText, isTrouble, letterAbout } from "./deliveryText.ts"

interface About {
  /** The messages, by their place in the conversation. */
  readonly seqs: ReadonlyArray<number>
}

const letterOf = (props: About) => {
  const mail = useDeliveries()
  return createMemo(() => mail && letterAbout(mail.deliveries(), props.seqs))
}

/** What became of the letter that brought these messages to the visitor; nothing where there was none. */
export const DeliveryBadge = (props: About) => {
  const letter = letterOf(props)
  const title = ({ createdAt, recipient, settledAt }: Delivery) => `To ${recipient}\n${fullTime(settledAt ?? createdAt)}`
  return (
    <Show when={letter()}>
      {(found) => (
        <span class="delivery" data-trouble={isTrouble(found()) ? "" : undefined} title={title(found())}>
          <Show when={isTrouble(found())} fallback={<Mail size={12} />}><MailWarning size={12} /></Show>
          {deliveryText(found())}
        </span>
      )}
    </Show>
  )
}

/** Why the letter isn't with the visitor, and another try where that can help. */
export const DeliveryTrouble = (props: About) => {
  const { site } = useSite()
  const { client } = useServer()
  const mail = useDeliveries()
  const letter = letterOf(props)
  const retry = createAction((letterId: string) => client.call("mail.retry", { websiteId: site.id, letterId }), (delivery) => mail?.put(delivery))
  const trouble = () => {
    const found = letter()
    return found !== undefined && isTrouble(found) && (found.reason !== null || found.canRetry) ? found : undefined
  }
  return (
    <Show when={trouble()}>
      {(found) => (
        <p class="delivery-trouble">
          <span dir="auto">{found().reason}</span>
          <Show when={found().canRetry}>
            <button type="button" class="link" disabled={retry.isBusy()} onClick={() => void retry.run(found().id)}>Retry</button>
          </Show>
          <Show when={retry.problem()}>{(problem) => <span role="alert">{sentence(problem())}</span>}</Show>
        </p>
      )}
    </Show>
  )
}
