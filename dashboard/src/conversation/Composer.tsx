import ArrowUp from "lucide-solid/icons/arrow-up"
import Lock from "lucide-solid/icons/lock"
import Paperclip from "lucide-solid/icons/paperclip"
import { createEffect, createMemo, createSignal, createUniqueId, For, on, onCleanup, onMount, Show } from "solid-js"
import { canSend, composerOf, longestText } from "../inbox/composers.ts"
import { newId } from "../inbox/newId.ts"
import type { Conversation } from "../inbox/nouns.ts"
import { answersSince } from "../inbox/threads.ts"
import { useSite } from "../site/SiteContext.ts"
import { useUploader } from "../site/UploaderContext.ts"
import { takeDrops } from "../ui/fileDrops.ts"
import { HintedButton } from "../ui/Hint.tsx"
import { IconButton } from "../ui/IconButton.tsx"
import { DraftFiles } from "./DraftFiles.tsx"
import { mediaTypeOf, type RefusedFile, sortFiles } from "./fileRules.ts"
import { StaleReply } from "./StaleReply.tsx"

const modes = [{ mode: "reply", label: "Reply" }, { mode: "note", label: "Note" }] as const
/** Where replies and notes are written. Nothing but its own tabs and the N key changes which of the two it is. */
export const Composer = (props: {
  readonly conversation: Conversation
  /** All of it takes the files that are dropped. */
  readonly pane: HTMLElement | undefined
  readonly onField: (field: HTMLTextAreaElement) => void
  /** Receives what the send shortcut does here. */
  readonly onReady: (send: () => void) => void
}) => {
  const { inbox, state } = useSite()
  const uploader = useUploader()
  const [refused, setRefused] = createSignal<ReadonlyArray<RefusedFile>>([])
  const [field, setField] = createSignal<HTMLTextAreaElement>()
  let picker: HTMLInputElement | undefined
  const id = () => props.conversation.id
  const composer = () => composerOf(state(), id())
  const draft = () => composer()[composer().mode]
  const isNote = () => composer().mode === "note"
  const part = createUniqueId()
  const asked = () => state().guards[id()] ?? []
  const missed = () => {
    const { startedSeq } = composer().reply
    return asked().length > 0 ? asked() : startedSeq === null ? [] : answersSince(state(), id(), startedSeq)
  }
  const left = () => longestText - draft().text.length
  const isWaiting = () => draft().files.some((file) => file.upload._tag === "Uploading")

  const grow = () => {
    const area = field()
    if (area === undefined) return
    area.style.height = "auto"
    area.style.height = `${area.scrollHeight}px`
  }
  createEffect(on([createMemo(() => draft().text), field], grow))

  const attach = (files: ReadonlyArray<File>) => {
    const sorted = sortFiles(files, draft().files.length)
    setRefused(sorted.refused)
    if (sorted.accepted.length === 0) return
    inbox.send({
      _tag: "FilesAdded", conversationId: id(),
      files: sorted.accepted.map((file) => {
        const key = newId()
        uploader.hold(key, file)
        return { key, name: file.name, size: file.size, mediaType: mediaTypeOf(file) }
      })
    })
  }
  const send = () => {
    inbox.send({ _tag: "SendPressed", conversationId: id(), messageId: newId(), at: new Date().toISOString() })
    setRefused([])
  }
  onMount(() => props.onReady(send))
  createEffect(() => props.pane && onCleanup(takeDrops(props.pane, attach)))
  return (
    <div class="composer" data-note={isNote() ? "" : undefined}>
      <Show when={!isNote() && missed().length > 0 && (draft().text !== "" || asked().length > 0)}>
        <StaleReply items={missed()} isAsked={asked().length > 0} onDismiss={() => inbox.send({ _tag: "GuardDismissed", conversationId: id() })} />
      </Show>
      <div class="composer-tabs">
        <div role="tablist" aria-label="What to write"><For each={modes}>
          {({ label, mode }) => (
            <button
              type="button" role="tab" id={`${part}-${mode}`} aria-controls={part} aria-selected={composer().mode === mode} tabindex={composer().mode === mode ? 0 : -1}
              onClick={() => inbox.send({ _tag: "ModeChosen", conversationId: id(), mode })}
              onKeyDown={(event) => {
                if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return
                inbox.send({ _tag: "ModeChosen", conversationId: id(), mode: mode === "reply" ? "note" : "reply" })
                const other = event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling
                if (other instanceof HTMLElement) other.focus()
              }}
            >{label}</button>
          )}
        </For></div>
        <Show when={isNote()}><span class="composer-private"><Lock size={12} />Only your team sees this</span></Show>
      </div>
      <div role="tabpanel" id={part} aria-labelledby={`${part}-${composer().mode}`}><textarea
        ref={(area) => {
          setField(area)
          props.onField(area)
        }}
        dir="auto" rows={2}
        aria-label={isNote() ? "Private note" : "Reply"}
        placeholder={isNote() ? "Write a private note…" : "Write a reply…"}
        value={draft().text}
        onInput={(event) => inbox.send({ _tag: "DraftChanged", conversationId: id(), text: event.currentTarget.value })}
        onPaste={(event) => {
          const files = [...event.clipboardData?.files ?? []]
          // Tables and documents bring their words and a picture of them: the words are what is meant.
          if (files.length === 0 || event.clipboardData?.getData("text/plain")) return
          event.preventDefault()
          attach(files)
        }}
      /></div>
      <DraftFiles conversationId={id()} files={draft().files} onEmptied={() => field()?.focus()} />
      <For each={refused()}>{(file) => <p class="composer-hint" role="alert">{file.name} {file.reason}.</p>}</For>
      <div class="composer-bar">
        <IconButton label="Attach files" onClick={() => picker?.click()}><Paperclip /></IconButton>
        <input ref={(input) => picker = input} type="file" multiple hidden onChange={(event) => {
          attach([...event.currentTarget.files ?? []])
          event.currentTarget.value = ""
        }} />
        <Show when={isWaiting()}><span class="composer-hint">Waiting for the files…</span></Show>
        <Show when={left() < 500}>
          <span class="composer-hint" data-problem={left() < 0 ? "" : undefined}>
            <Show when={left() < 0} fallback={`${left()} characters left`}>{-left()} characters too many. <span role="alert">Shorten it, or send it in parts.</span></Show>
          </span>
        </Show>
        <HintedButton
          hint={isNote() ? "Add note" : "Send"} shortcut="send" class="button composer-send" look="primary"
          isDisabled={!canSend(draft())} onClick={() => {
            send()
            // The button has nothing more to send and would let the focus fall.
            field()?.focus()
          }}
        >
          <ArrowUp size={16} />{asked().length > 0 && !isNote() ? "Send anyway" : isNote() ? "Add note" : "Send"}
        </HintedButton>
      </div>
    </div>
  )
}
