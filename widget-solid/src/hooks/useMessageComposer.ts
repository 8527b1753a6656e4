import { conversationIdOf } from "@cossistant/core/documented/conversationId"
import { CossistantError } from "@cossistant/core/documented/CossistantError"
import {
  messageComposer, type MessageComposerActions, messageComposerActions, type MessageComposerOptions, type MessageComposerValue
} from "@cossistant/core/documented/messageComposer"
import { type ComposerFileOptions, fileRefusal } from "@cossistant/core/primitives/composerFiles"
import { type Accessor, createEffect, createMemo, createSignal, mergeProps } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useLocalStorageDraftValue } from "./useLocalStorageDraftValue.ts"
import { useStored } from "./useStored.ts"
import { useWatched } from "./useWatched.ts"

export type { ComposerFileOptions }

export interface UseMessageComposerOptions extends MessageComposerOptions {
  /** Accepted for compatibility: the composer writes in the widget of the provider around it. */
  readonly client?: unknown
  /** Null, or an id of nothing that is there yet: the first message begins a conversation. */
  readonly conversationId: string | null
  /** Accepted for compatibility: messages are this browser's visitor's. */
  readonly visitorId?: string | undefined
  readonly fileOptions?: ComposerFileOptions | undefined
  /** Also keeps the text in the local storage under this id, as `useLocalStorageDraftValue` does. */
  readonly draftPersistenceId?: string | null | undefined
  /** Accepted for compatibility: that the visitor writes is told over the widget's own connection. */
  readonly realtimeSend?: unknown
  readonly isRealtimeConnected?: boolean | undefined
}
export interface UseMessageComposerReturn extends Readonly<Omit<MessageComposerValue, "error">>, Readonly<MessageComposerActions> {
  readonly error: Error | null
}

/** The id that a composer writes under: it stays when a conversation begins, so that nothing typed is lost. */
export const useConversationId = (given: Accessor<string | null>): Accessor<string> => {
  const widget = useWidget()
  return createMemo(() => conversationIdOf(widget.get(), given()))
}

/**
 * A field to write a message in. Text and files outlive the page; what couldn't be sent stays in the timeline, or comes
 * back to the field with `error` saying why. Who writes is told to the team. Throws outside `SupportProvider`.
 */
export const useMessageComposer = (options: MaybeAccessor<UseMessageComposerOptions>): UseMessageComposerReturn => {
  const widget = useWidget()
  const id = useConversationId(createMemo(() => read(options).conversationId))
  const value = useStored(useWatched((state) => messageComposer(state, id())))
  const actions = createMemo(() => messageComposerActions(widget, id(), () => read(options)))
  const [refusal, setRefusal] = createSignal<Error | null>(null)
  const draftId = createMemo(() => read(options).draftPersistenceId ?? null)
  const draft = useLocalStorageDraftValue({ get id() { return draftId() } })

  createEffect(() => {
    if (draftId() !== null && draft.value !== "" && messageComposer(widget.get(), id()).message === "") actions().setMessage(draft.value)
  })
  // Once it is out of the field it is no draft any more.
  createEffect(() => {
    if (draftId() !== null && value.message === "" && value.isSubmitting) draft.clearValue()
  })
  const addFiles = (files: File[]) => {
    const { fileOptions = {} } = read(options)
    const { maxFiles = Infinity } = fileOptions
    const refusals = files.map((file) => fileRefusal(file, fileOptions))
    const taken = files.filter((_file, at) => refusals[at] === null)
    const room = Math.max(0, maxFiles - messageComposer(widget.get(), id()).files.length)
    const problem = refusals.find((each) => each !== null)
    setRefusal(problem ? new CossistantError("FILE_REFUSED", problem) : taken.length > room ? new CossistantError("TOO_MANY_FILES", { limit: maxFiles }) : null)
    if (taken.length > 0) actions().addFiles(taken.slice(0, room))
  }
  return mergeProps(value, {
    get error() { return refusal() ?? value.error },
    setMessage: (text: string) => {
      setRefusal(null)
      draft.setValue(text)
      actions().setMessage(text)
    },
    addFiles,
    removeFile: (index: number) => {
      setRefusal(null)
      actions().removeFile(index)
    },
    submit: () => {
      setRefusal(null)
      actions().submit()
    },
    clearFiles: () => actions().clearFiles(),
    reset: () => actions().reset()
  })
}
