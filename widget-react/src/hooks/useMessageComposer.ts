import { conversationIdOf } from "@cossistant/core/documented/conversationId"
import { earlyTexts } from "@cossistant/core/documented/earlyText"
import {
  messageComposer, type MessageComposerActions, messageComposerActions, type MessageComposerValue, restoreText, withEarlyText
} from "@cossistant/core/documented/messageComposer"
import { type ComposerFileOptions, takeFiles } from "@cossistant/core/primitives/composerFiles"
import type { TimelineItem } from "@cossistant/types"
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { useStable } from "../useStable.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useLatest } from "./useLatest.ts"
import { useLocalStorageDraftValue } from "./useLocalStorageDraftValue.ts"

export type { ComposerFileOptions }

export interface UseMessageComposerOptions {
  /** Accepted for compatibility: the composer writes in the widget of the provider around it. */
  client?: unknown
  /** Null, or an id of nothing that is there yet: the first message begins a conversation. */
  conversationId: string | null
  /** Go ahead of the first message, in place of the host's welcome messages. */
  defaultTimelineItems?: TimelineItem[] | undefined
  /** Accepted for compatibility: messages are this browser's visitor's. */
  visitorId?: string | undefined
  /** The server has the message. */
  onMessageSent?: ((conversationId: string, messageId: string) => void) | undefined
  /** The first message of a new conversation is about to be sent. */
  onConversationInitiated?: ((conversationId: string) => void) | undefined
  onError?: ((error: Error) => void) | undefined
  fileOptions?: ComposerFileOptions | undefined
  /** Also keeps the text in the local storage under this id, as `useLocalStorageDraftValue` does. */
  draftPersistenceId?: string | null | undefined
  /** Accepted for compatibility: that the visitor writes is told over the widget's own connection. */
  realtimeSend?: unknown
  isRealtimeConnected?: boolean | undefined
}
export interface UseMessageComposerReturn extends Omit<MessageComposerValue, "error">, MessageComposerActions {
  error: Error | null
}

/** The id that a composer writes under: it stays when a conversation begins, so that nothing typed is lost. */
export const useConversationId = (given: string | null): string => {
  const widget = useWidget()
  const [kept, setKept] = useState(() => ({ given, id: conversationIdOf(widget.get(), given) }))
  if (kept.given === given) return kept.id
  const next = { given, id: conversationIdOf(widget.get(), given) }
  setKept(next)
  return next.id
}

/**
 * A field to write a message in. Text and files outlive the page; what couldn't be sent stays in the timeline, or comes
 * back to the field with `error` saying why. Who writes is told to the team. Throws outside `SupportProvider`.
 */
export const useMessageComposer = (options: UseMessageComposerOptions): UseMessageComposerReturn => {
  const { conversationId, draftPersistenceId = null } = options
  const widget = useWidget()
  const id = useConversationId(conversationId)
  const latest = useLatest(options)
  const rules = useLatest(useStable(options.fileOptions ?? {}))
  const early = earlyTexts(widget)
  const earlyText = useSyncExternalStore(early.subscribe, () => early.get()[id], () => undefined)
  const known = useView((state) => messageComposer(state, id))
  const value = useMemo(() => withEarlyText(known, id, earlyText), [known, id, earlyText])
  const actions = useMemo(() => messageComposerActions(widget, id, latest), [widget, id, latest])
  const [refusal, setRefusal] = useState<Error | null>(null)
  const draft = useLocalStorageDraftValue({ id: draftPersistenceId })
  const { message } = value

  useEffect(() => {
    widget.load().catch(() => {
      // What is written asks for it again.
    })
  }, [widget])
  useEffect(() => {
    if (draftPersistenceId !== null) restoreText(widget, id, draft.value)
  }, [draftPersistenceId, draft.value, widget, id])
  const setMessage = useCallback((text: string) => {
    setRefusal(null)
    draft.setValue(text)
    actions.setMessage(text)
  }, [actions, draft.setValue])
  const addFiles = useCallback((files: File[]) => {
    const { refusal, taken } = takeFiles(files, messageComposer(widget.get(), id).files.length, rules())
    setRefusal(refusal)
    if (taken.length > 0) actions.addFiles([...taken])
  }, [actions, rules, widget, id])
  const removeFile = useCallback((index: number) => {
    setRefusal(null)
    actions.removeFile(index)
  }, [actions])
  const submit = useCallback(() => {
    setRefusal(null)
    actions.submit()
  }, [actions])
  const clearFiles = useCallback(() => {
    setRefusal(null)
    actions.clearFiles()
  }, [actions])
  const reset = useCallback(() => {
    setRefusal(null)
    draft.clearValue()
    actions.reset()
  }, [actions, draft.clearValue])
  // Once it is out of the field it is no draft any more.
  useEffect(() => {
    if (draftPersistenceId === null || message !== "" || !value.isSubmitting) return
    draft.clearValue()
  }, [draftPersistenceId, message, value.isSubmitting, draft.clearValue])
  return useMemo(
    () => ({ ...value, error: refusal ?? value.error, setMessage, addFiles, removeFile, submit, clearFiles, reset }),
    [value, refusal, setMessage, addFiles, removeFile, submit, clearFiles, reset]
  )
}
