import { filesOf } from "@cossistant/core/dom/acceptFiles"
import { growField } from "@cossistant/core/dom/growField"
import { isSendKey } from "@cossistant/core/dom/isSendKey"
import { icons } from "@cossistant/core/theme/icons"
import type { ComposerView } from "@cossistant/core/widget/conversationView"
import { createEffect, createSignal, createUniqueId, type JSX, Show } from "solid-js"
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
export const Composer = (props: ComposerProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const [field, setField] = createSignal<HTMLTextAreaElement>()
  const hintId = createUniqueId()
  const takeGiven = usePart("composer")
  createEffect(() => {
    const element = field()
    if (element && props.composer.text !== null) growField(element)
  })
  const send = () => {
    widget.sendMessage(props.conversationId)
    field()?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return
    event.preventDefault()
    send()
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData)
    if (files.length === 0) return
    event.preventDefault()
    widget.addFiles(props.conversationId, files)
  }
  return (
    <form
      ref={takeGiven}
      class="co-composer"
      data-slot="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Show when={props.composer.files.length > 0}>
        <Rare part="DraftFiles" conversationId={props.conversationId} files={props.composer.files} />
      </Show>
      <div class="co-field">
        <AttachButton onFiles={(files) => widget.addFiles(props.conversationId, files)} />
        <EmojiButton field={field()} onInsert={(value) => widget.setDraft(props.conversationId, value)} />
        <textarea
          ref={setField}
          rows={1}
          data-autofocus=""
          dir="auto"
          value={props.composer.text}
          placeholder={text("component.multimodalInput.placeholder")}
          aria-label={text("component.multimodalInput.label")}
          aria-invalid={props.composer.problem !== null}
          aria-describedby={hintId}
          disabled={props.composer.isDisabled}
          enterkeyhint="send"
          onInput={(event) => widget.setDraft(props.conversationId, event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button
          type="submit"
          class="co-send"
          data-ready={props.composer.canSubmit ? "" : undefined}
          aria-disabled={!props.composer.canSubmit}
          aria-label={text("common.actions.send")}
        >
          <Icon path={icons.send} />
        </button>
      </div>
      {/* What keeps a message from going. */}
      <div id={hintId} class="co-hint" role="status">
        <Show when={props.composer.problem}>{(problem) => <ProblemText problem={problem()} />}</Show>
      </div>
    </form>
  )
}
