import { filesOf } from "@cossistant/core/dom/acceptFiles"
import { growField } from "@cossistant/core/dom/growField"
import { isSendKey } from "@cossistant/core/dom/isSendKey"
import { icons } from "@cossistant/core/theme/icons"
import type { ComposerView } from "@cossistant/core/widget/conversationView"
import { type ClipboardEvent, type KeyboardEvent, type ReactElement, useEffect, useId, useRef } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { AttachButton } from "./AttachButton.tsx"
import { EmojiButton } from "./EmojiButton.tsx"
import { ProblemText } from "./ProblemText.tsx"
import { Rare } from "./Rare.tsx"
import { usePart } from "./usePart.ts"

interface ComposerProps {
  readonly conversationId: string
  readonly composer: ComposerView
}

/** Where the visitor writes: Enter sends, Shift and Enter breaks the line, files may be pasted. */
export const Composer = ({ composer, conversationId: id }: ComposerProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const field = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  const { attributes, classNames } = usePart("composer")
  useEffect(() => {
    if (field.current !== null) growField(field.current)
  }, [composer.text])
  const send = () => {
    widget.sendMessage(id)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event.nativeEvent)) return
    event.preventDefault()
    send()
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData)
    if (files.length === 0) return
    event.preventDefault()
    widget.addFiles(id, files)
  }
  return (
    <form
      {...attributes}
      className={classNames("co-composer")}
      data-slot="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {composer.files.length > 0 && <Rare part="DraftFiles" conversationId={id} files={composer.files} />}
      <div className="co-field">
        <AttachButton onFiles={(files) => widget.addFiles(id, files)} />
        <EmojiButton field={field} onInsert={(value) => widget.setDraft(id, value)} />
        <textarea
          ref={field}
          rows={1}
          data-autofocus=""
          dir="auto"
          value={composer.text}
          placeholder={text("component.multimodalInput.placeholder")}
          aria-label={text("component.multimodalInput.label")}
          aria-invalid={composer.problem !== null}
          aria-describedby={hintId}
          disabled={composer.isDisabled}
          enterKeyHint="send"
          onChange={(event) => widget.setDraft(id, event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button
          type="submit"
          className="co-send"
          data-ready={composer.canSubmit ? "" : undefined}
          aria-disabled={!composer.canSubmit}
          aria-label={text("common.actions.send")}
        >
          <Icon path={icons.send} />
        </button>
      </div>
      {/* What keeps a message from going. */}
      <div id={hintId} className="co-hint" role="status">{composer.problem && <ProblemText problem={composer.problem} />}</div>
    </form>
  )
}
