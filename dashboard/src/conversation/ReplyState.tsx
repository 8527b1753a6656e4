import CircleAlert from "lucide-solid/icons/circle-alert"
import { Show } from "solid-js"
import type { Reply } from "../inbox/InboxState.ts"
import { useSite } from "../site/SiteContext.ts"
import { copyText } from "../ui/copyText.ts"
import { sentence } from "../wire/sentence.ts"

/** A reply that has not arrived: on its way, or refused with what can be done about it. */
export const ReplyState = (props: { readonly reply: Reply }) => {
  const { inbox } = useSite()
  return (
    <Show when={props.reply.problem} fallback={<p class="reply-state">Sending…</p>}>
      {(problem) => (
        <p class="reply-state" data-failed="">
          <span class="reply-problem" role="alert"><CircleAlert size={14} />{problem()._tag === "Unreachable" ? "Not sent yet. It goes out when the server can be reached." : sentence(problem())}</span>
          <button type="button" class="link" onClick={() => inbox.send({ _tag: "RetryPressed", messageId: props.reply.id })}>Retry</button>
          <Show when={problem()._tag !== "Unreachable"}><button type="button" class="link" onClick={() => inbox.send({ _tag: "EditPressed", messageId: props.reply.id })}>Edit</button></Show>
          <button type="button" class="link" onClick={() => void copyText(props.reply.text)}>Copy</button>
          <button type="button" class="link" onClick={() => inbox.send({ _tag: "DiscardPressed", messageId: props.reply.id })}>Discard</button>
        </p>
      )}
    </Show>
  )
}
