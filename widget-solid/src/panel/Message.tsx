import { isRich, isWide, paragraphsOf } from "@cossistant/core/markup/paragraphs"
import { icons } from "@cossistant/core/theme/icons"
import type { Message as Facts } from "@cossistant/core/widget/conversationView"
import { createMemo, createSignal, type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
import { useWidget } from "../WidgetContext.ts"
import { loadRare } from "./lazyParts.ts"
import { MessageText } from "./MessageText.tsx"
import { ProblemText } from "./ProblemText.tsx"
import { Rare } from "./Rare.tsx"

interface MessageProps {
  readonly message: Facts
  readonly name: string
  /** Arrived while the reader was watching: it rises. */
  readonly isNew: boolean
}

/** One message: its text, its attachments, and a way out if it wasn't sent. */
export const Message = (props: MessageProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const [isOriginal, setOriginal] = createSignal(false)
  // A memo: the text is drawn, and heard, once however far the message gets.
  const shown = createMemo(() => (isOriginal() ? props.message.original : props.message.text) ?? "")
  const rare = useChunk(() => isRich(shown()) ? loadRare : null)
  const blocks = createMemo(() => (rare()?.parseMarkup ?? paragraphsOf)(shown()))
  const failure = () => props.message.delivery._tag === "Failed" ? props.message.delivery : null
  return (
    <div
      class="co-message"
      data-delivery={props.message.delivery._tag}
      data-wide={isWide(blocks()) ? "" : undefined}
      aria-busy={props.message.isStreaming || undefined}
      data-new={props.isNew ? "" : undefined}
    >
      {/* In words, not as a label: what is added to a log is read without the labels around it. */}
      <span class="co-hidden">{text("component.message.by", { name: props.name })}</span>
      <Show when={blocks().length > 0 || props.message.isStreaming}>
        <div class="co-bubble">
          <MessageText blocks={blocks()} />
          <Show when={props.message.isStreaming}><span class="co-caret" aria-hidden="true" /></Show>
        </div>
      </Show>
      <Show when={props.message.original !== null}>
        <Rare part="Translation" isOriginal={isOriginal()} onToggle={() => setOriginal(!isOriginal())} />
      </Show>
      <Show when={props.message.images.length > 0 || props.message.files.length > 0}>
        <Rare part="Attachments" images={props.message.images} files={props.message.files} />
      </Show>
      <Show when={props.message.hasSources}><Rare part="Sources" parts={props.message.item.parts} /></Show>
      <Show when={failure()}>
        {(delivery) => (
          <div class="co-failed" data-waiting={delivery().isWaiting ? "" : undefined}>
            <p>
              <Icon path={delivery().isWaiting ? icons.offline : icons.alert} size={16} />
              <Show when={delivery().isWaiting} fallback={<ProblemText problem={delivery().problem} />}>{text("component.message.waiting")}</Show>
            </p>
            <div>
              <button type="button" onClick={() => widget.retryMessage(props.message.item.id)}>{text("common.actions.retry")}</button>
              <button type="button" onClick={() => widget.discardMessage(props.message.item.id)}>{text("common.actions.delete")}</button>
            </div>
          </div>
        )}
      </Show>
    </div>
  )
}
