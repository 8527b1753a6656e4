import { conversationIdOf } from "@cossistant/core/documented/conversationId"
import { earlyTexts } from "@cossistant/core/documented/earlyText"
import {
  messageComposer, type MessageComposerActions, messageComposerActions, type MessageComposerOptions, type MessageComposerValue, restoreText,
  withEarlyText
} from "@cossistant/core/documented/messageComposer"
import { type ComposerFileOptions, takeFiles } from "@cossistant/core/primitives/composerFiles"
import { type Accessor, createEffect, createMemo, createSignal, mergeProps, onMount } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useCell } from "./useCell.ts"
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
  const early = useCell(() => earlyTexts(widget))
  const known = useWatched((state) => messageComposer(state, id()))
  const value = useStored(createMemo(() => withEarlyText(known(), id(), early()[id()])))
  const actions = createMemo(() => messageComposerActions(widget, id(), () => read(options)))
  const [refusal, setRefusal] = createSignal<Error | null>(null)
  const draftId = createMemo(() => read(options).draftPersistenceId ?? null)
  const draft = useLocalStorageDraftValue({ get id() { return draftId() } })

  onMount(() => widget.load().catch(() => {
    // What is written asks for it again.
  }))
  createEffect(() => {
    if (draftId() !== null) restoreText(widget, id(), draft.value)
  })
  // Once it is out of the field it is no draft any more.
  createEffect(() => {
    if (draftId() !== null && value.message === "" && value.isSubmitting) draft.clearValue()
  })
  return mergeProps(value, {
    get error() { return refusal() ?? value.error },
    setMessage: (text: string) => {
      setRefusal(null)
      draft.setValue(text)
      actions().setMessage(text)
    },
    addFiles: (files: File[]) => {
      const { refusal, taken } = takeFiles(files, messageComposer(widget.get(), id()).files.length, read(options).fileOptions ?? {})
      setRefusal(refusal)
      if (taken.length > 0) actions().addFiles([...taken])
    },
    removeFile: (index: number) => {
      setRefusal(null)
      actions().removeFile(index)
    },
    submit: () => {
      setRefusal(null)
      actions().submit()
    },
    clearFiles: () => {
      setRefusal(null)
      actions().clearFiles()
    },
    reset: () => {
      setRefusal(null)
      draft.clearValue()
      actions().reset()
    }
  })
}
