import type { MessageComposer, TimelineItem } from "@cossistant/types"
import { emptyComposer, obstacleOf } from "../widget/composer.ts"
import { composerView } from "../widget/composerView.ts"
import { conversationView } from "../widget/conversationView.ts"
import type { DraftFile } from "../widget/draftFile.ts"
import { remember } from "../widget/remember.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { awaitMessage } from "./awaitMessage.ts"
import { wantConversation, whenLoaded } from "./conversationId.ts"
import { CossistantError, errorFrom, errorOf } from "./CossistantError.ts"
import { earlyTexts, writeText } from "./earlyText.ts"
import { generateMessageId } from "./newIds.ts"
import { until } from "./until.ts"
import { welcomeLines } from "./welcomeLines.ts"

/** What `useMessageComposer()` shows. */
export type MessageComposerValue = Pick<MessageComposer, "message" | "files" | "isSubmitting" | "isUploading" | "canSubmit"> & {
  /** What keeps the text from being sent, or kept a message of this conversation from it. */
  error: CossistantError | null
}

// The files given to composers: the engine's state holds what is known of them only.
const given = new WeakMap<object, ReadonlyArray<File>>()
const files = remember<File[]>()
const views = remember<MessageComposerValue>()

const matches = ({ name, size }: DraftFile) => (file: File) => file.name === name && file.size === size

/** One attached elsewhere, or before the page was loaded anew: its name, type and size, without its content. */
const shell = ({ mediaType, name, size }: DraftFile): File =>
  Object.defineProperty(new File([], name, { type: mediaType }), "size", { value: size })

const sameFiles = (before: ReadonlyArray<DraftFile> | undefined, now: ReadonlyArray<DraftFile>) =>
  before?.length === now.length && now.every(({ key }, at) => key === before[at]?.key)
const keptDrafts = remember<ReadonlyArray<DraftFile>>()

const filesOf = (self: object, id: string, drafts: ReadonlyArray<DraftFile>): File[] => {
  // Its progress makes a file another one of the state, but not another file.
  const stable = keptDrafts(self, id, [drafts], (before) => sameFiles(before, drafts) && before ? before : drafts)
  return files(self, id, [stable], () => stable.map((draft) => given.get(self)?.find(matches(draft)) ?? shell(draft)))
}

const isUploading = (files: ReadonlyArray<DraftFile>) => files.some(({ upload }) => upload._tag === "Uploading")

/** The field of a conversation: what is written in it and what keeps it from being sent. */
export const messageComposer = (state: WidgetState, conversationId: string): MessageComposerValue => {
  const { composer } = conversationView(state, conversationId)
  const unsent = state.panel?.outbox.filter((message) => message.conversationId === conversationId) ?? []
  const failed = unsent.findLast(({ status }) => status === "failed")
  const isSubmitting = unsent.some(({ status }) => status === "queued" || status === "sending")
  // A host sees a file, but not what became of it.
  const refused = composer.files.map(({ upload }) => upload).find((upload) => upload._tag === "Failed")
  const problem = composer.problem ?? refused?.problem ?? failed?.problem ?? null
  const attached = filesOf(state.self, conversationId, composer.files)
  const { canSubmit, text } = composer
  const areUploading = isUploading(composer.files)
  return views(state.self, conversationId, [text, attached, canSubmit, isSubmitting, areUploading, problem], () => ({
    message: text, files: attached, canSubmit, isSubmitting, isUploading: areUploading, error: errorOf(problem)
  }))
}

/** The same with what was typed before the second half of the widget was here; see `earlyTexts`. */
export const withEarlyText = (value: MessageComposerValue, conversationId: string, early: string | undefined): MessageComposerValue => {
  if (early === undefined || early === value.message) return value
  const written = { ...emptyComposer, text: early }
  const problem = obstacleOf(written)
  const { canSubmit } = composerView(conversationId, { ...written, problem })
  return { ...value, message: early, canSubmit, error: errorOf(problem) }
}

/** Puts a stored draft into the field of a conversation, if nothing is written there. */
export const restoreText = (widget: Widget, conversationId: string, stored: string): void => {
  const written = earlyTexts(widget).get()[conversationId] ?? messageComposer(widget.get(), conversationId).message
  if (stored !== "" && written === "") writeText(widget, conversationId, stored)
}

export interface MessageComposerOptions {
  /** Lines to go ahead of the first message, in place of the host's welcome messages. */
  readonly defaultTimelineItems?: ReadonlyArray<TimelineItem> | undefined
  /** The server has the message. */
  readonly onMessageSent?: ((conversationId: string, messageId: string) => void) | undefined
  /** The first message of a new conversation is about to be sent. */
  readonly onConversationInitiated?: ((conversationId: string) => void) | undefined
  readonly onError?: ((error: Error) => void) | undefined
}

export interface MessageComposerActions extends Pick<MessageComposer, "setMessage" | "addFiles" | "removeFile" | "submit"> {
  clearFiles: () => void
  /** Empties the field. */
  reset: () => void
}

/** The functions of a composer. `options` gives those of now. */
export const messageComposerActions = (
  widget: Widget,
  conversationId: string,
  options: () => MessageComposerOptions = () => ({})
): MessageComposerActions => {
  const composer = () => conversationView(widget.get(), conversationId).composer
  const remove = ({ key }: DraftFile) => widget.removeFile(conversationId, key)
  const clearFiles = () => composer().files.forEach(remove)
  const setMessage = (text: string) => writeText(widget, conversationId, text)

  const hand = async (messageId: string, welcome: ReadonlyArray<TimelineItem> | undefined) => {
    const base = { conversationId, messageId, createdAt: new Date().toISOString() }
    if (!welcome) {
      widget.send({ _tag: "SubmitAsked", ...base })
      const isHanded = widget.get().panel?.outbox.some(({ id }) => id === messageId)
      if (!isHanded) throw errorOf(composer().problem) ?? new CossistantError("EMPTY_MESSAGE")
      return
    }
    // With lines of its own the message goes beside the field, once its files are there.
    await until(widget, () => isUploading(composer().files) ? undefined : true)
    const { canSubmit, files, problem, text } = composer()
    if (!canSubmit) throw errorOf(problem) ?? new CossistantError("EMPTY_MESSAGE")
    widget.send({ _tag: "MessageAsked", ...base, text: text.trim(), files, welcome: welcomeLines(welcome) })
    widget.setDraft(conversationId, "")
    clearFiles()
  }
  const send = async () => {
    const { defaultTimelineItems, onConversationInitiated, onError, onMessageSent } = options()
    const messageId = generateMessageId()
    try {
      wantConversation(widget, conversationId)
      const isFirst = conversationView(widget.get(), conversationId).isPending
      if (isFirst && composer().canSubmit) onConversationInitiated?.(conversationId)
      await hand(messageId, isFirst ? defaultTimelineItems : undefined)
      const sent = await awaitMessage(widget, messageId)
      onMessageSent?.(sent.conversationId, sent.messageId)
    } catch (cause) {
      onError?.(errorFrom(cause))
    }
  }
  // The second half of the widget couldn't be loaded: what is written stays, and doing it again tries again.
  const fail = (cause: unknown) => options().onError?.(errorFrom(cause))
  return {
    setMessage,
    addFiles: (added) => void whenLoaded(widget, () => {
      const { self } = widget.get()
      const known = given.get(self) ?? []
      // Those that went out or were taken back are let go.
      const held = Object.values(widget.get().panel?.composers ?? {}).flatMap(({ files }) => files)
      given.set(self, [...known.filter((file) => held.some((draft) => matches(draft)(file))), ...added])
      widget.addFiles(conversationId, added)
    }).catch(fail),
    removeFile: (index) => {
      const file = composer().files[index]
      if (file) remove(file)
    },
    clearFiles,
    submit: () => void whenLoaded(widget, () => void send()).catch(fail),
    reset: () => {
      clearFiles()
      setMessage("")
    }
  }
}
