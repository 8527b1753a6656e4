import { conversationIdOf } from "@cossistant/core/documented/conversationId"
import { CossistantError } from "@cossistant/core/documented/CossistantError"
import {
  messageComposer, type MessageComposerActions, messageComposerActions, type MessageComposerValue
} from "@cossistant/core/documented/messageComposer"
import { type ComposerFileOptions, fileRefusal } from "@cossistant/core/primitives/composerFiles"
import type { TimelineItem } from "@cossistant/types"
import { useCallback, useEffect, useMemo, useState } from "react"
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
  const value = useView((state) => messageComposer(state, id))
  const actions = useMemo(() => messageComposerActions(widget, id, latest), [widget, id, latest])
  const [refusal, setRefusal] = useState<Error | null>(null)
  const draft = useLocalStorageDraftValue({ id: draftPersistenceId })
  const { message } = value

  useEffect(() => {
    if (draftPersistenceId !== null && draft.value !== "" && messageComposer(widget.get(), id).message === "") actions.setMessage(draft.value)
  }, [draftPersistenceId, draft.value, widget, id, actions])
  const setMessage = useCallback((text: string) => {
    setRefusal(null)
    draft.setValue(text)
    actions.setMessage(text)
  }, [actions, draft.setValue])
  const addFiles = useCallback((files: File[]) => {
    const { maxFiles = Infinity } = rules()
    const taken = files.filter((file) => fileRefusal(file, rules()) === null)
    const room = Math.max(0, maxFiles - messageComposer(widget.get(), id).files.length)
    const problem = files.map((file) => fileRefusal(file, rules())).find((each) => each !== null)
    setRefusal(problem ? new CossistantError("FILE_REFUSED", problem) : taken.length > room ? new CossistantError("TOO_MANY_FILES", { limit: maxFiles }) : null)
    if (taken.length > 0) actions.addFiles(taken.slice(0, room))
  }, [actions, rules, widget, id])
  const removeFile = useCallback((index: number) => {
    setRefusal(null)
    actions.removeFile(index)
  }, [actions])
  const submit = useCallback(() => {
    setRefusal(null)
    actions.submit()
  }, [actions])
  // Once it is out of the field it is no draft any more.
  useEffect(() => {
    if (draftPersistenceId === null || message !== "" || !value.isSubmitting) return
    draft.clearValue()
  }, [draftPersistenceId, message, value.isSubmitting, draft.clearValue])
  return useMemo(
    () => ({ ...value, error: refusal ?? value.error, ...actions, setMessage, addFiles, removeFile, submit }),
    [value, refusal, actions, setMessage, addFiles, removeFile, submit]
  )
}
