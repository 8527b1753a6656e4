import { icons } from "@cossistant/core/theme/icons"
import { isRich, isWide, paragraphsOf } from "@cossistant/core/markup/paragraphs"
import type { Message as Facts } from "@cossistant/core/widget/conversationView"
import { memo, type ReactElement, useMemo, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
import { useWidget } from "../WidgetContext.ts"
import { MessageText } from "./MessageText.tsx"
import { loadRare } from "./lazyParts.ts"
import { ProblemText } from "./ProblemText.tsx"
import { Rare } from "./Rare.tsx"

interface MessageProps {
  readonly message: Facts
  readonly name: string
  /** Arrived while the reader was watching: it rises. */
  readonly isNew: boolean
}

/** One message: its text, its attachments, and a way out if it wasn't sent. */
export const Message = memo(({ isNew, message, name }: MessageProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const [isOriginal, setOriginal] = useState(false)
  const shown = (isOriginal ? message.original : message.text) ?? ""
  const parse = useChunk(loadRare, isRich(shown))?.parseMarkup ?? paragraphsOf
  const blocks = useMemo(() => parse(shown), [shown, parse])
  const { delivery } = message
  return (
    <div
      className="co-message"
      data-delivery={delivery._tag}
      data-wide={isWide(blocks) ? "" : undefined}
      aria-busy={message.isStreaming || undefined}
      data-new={isNew ? "" : undefined}
    >
      {/* In words, not as a label: what is added to a log is read without the labels around it. */}
      <span className="co-hidden">{text("component.message.by", { name })}</span>
      {(blocks.length > 0 || message.isStreaming) && (
        <div className="co-bubble">
          <MessageText blocks={blocks} />
          {message.isStreaming && <span className="co-caret" aria-hidden="true" />}
        </div>
      )}
      {message.original !== null && <Rare part="Translation" isOriginal={isOriginal} onToggle={() => setOriginal(!isOriginal)} />}
      {(message.images.length > 0 || message.files.length > 0) && <Rare part="Attachments" images={message.images} files={message.files} />}
      {message.hasSources && <Rare part="Sources" parts={message.item.parts} />}
      {delivery._tag === "Failed" && (
        <div className="co-failed" data-waiting={delivery.isWaiting ? "" : undefined}>
          <p>
            <Icon path={delivery.isWaiting ? icons.offline : icons.alert} size={16} />
            {delivery.isWaiting ? text("component.message.waiting") : <ProblemText problem={delivery.problem} />}
          </p>
          <div>
            <button type="button" onClick={() => widget.retryMessage(message.item.id)}>{text("common.actions.retry")}</button>
            <button type="button" onClick={() => widget.discardMessage(message.item.id)}>{text("common.actions.delete")}</button>
          </div>
        </div>
      )}
    </div>
  )
})
