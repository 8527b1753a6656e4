import Mail from "lucide-solid/icons/mail"
import MailWarning from "lucide-solid/icons/mail-warning"
import { createMemo, Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { fullTime } from "../ui/time.ts"
import { createAction } from "../wire/createAction.ts"
import { sentence } from "../wire/sentence.ts"
import { useServer } from "../wire/WireContext.tsx"
import { useDeliveries } from "./Deliveries.tsx"
import { deliveryText, isTrouble, letterAbout } from "./deliveryText.ts"

/** What became of the letter that brought these messages to the visitor; nothing where there was none. */
export const DeliveryBadge = (props: { readonly seqs: ReadonlyArray<number> }) => {
  const { site } = useSite()
  const { client } = useServer()
  const mail = useDeliveries()
  const letter = createMemo(() => mail && letterAbout(mail.deliveries(), props.seqs))
  const retry = createAction((letterId: string) => client.call("mail.retry", { websiteId: site.id, letterId }), (delivery) => mail?.put(delivery))
  const title = () => [letter()?.reason, `To ${letter()?.recipient}`, fullTime(letter()?.settledAt ?? letter()?.createdAt ?? "")].filter(Boolean).join("\n")
  return (
    <Show when={letter()}>
      {(found) => (
        <span class="delivery" data-trouble={isTrouble(found()) ? "" : undefined} title={title()}>
          <Show when={isTrouble(found())} fallback={<Mail size={12} />}><MailWarning size={12} /></Show>
          <span>{deliveryText(found())}</span>
          <Show when={isTrouble(found()) && found().reason}>{(reason) => <span class="delivery-reason">{reason()}</span>}</Show>
          <Show when={found().canRetry}>
            <button type="button" class="link" disabled={retry.isBusy()} onClick={() => void retry.run(found().id)}>Retry</button>
          </Show>
          <Show when={retry.problem()}>{(problem) => <span role="alert">{sentence(problem())}</span>}</Show>
        </span>
      )}
    </Show>
  )
}
