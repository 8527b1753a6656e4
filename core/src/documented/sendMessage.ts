import type { Conversation, TimelineItem } from "@cossistant/types"
import type { DraftFile } from "../widget/draftFile.ts"
import type { Widget } from "../widget/widget.ts"
import { awaitMessage } from "./awaitMessage.ts"
import { conversation } from "./conversation.ts"
import { conversationIdOf, wantConversation } from "./conversationId.ts"
import { CossistantError, errorOf } from "./CossistantError.ts"
import { generateMessageId } from "./newIds.ts"
import { itemsOf } from "./timelineItems.ts"
import { until } from "./until.ts"
import { uploadDrafts, type UploadOptions } from "./uploadFiles.ts"
import { visitorOf } from "./visitorOf.ts"
import { welcomeLines } from "./welcomeLines.ts"

export interface MessageToSend {
  /** Left out, null or `"__pending__"`: a new conversation. */
  readonly conversationId?: string | null | undefined
  readonly message: string
  readonly files?: ReadonlyArray<File> | undefined
  /** Files that were uploaded before; they go ahead of `files`. */
  readonly stored?: ReadonlyArray<DraftFile> | undefined
  /** Lines to go ahead of the first message of a conversation. */
  readonly defaultTimelineItems?: ReadonlyArray<TimelineItem> | undefined
  /** A ULID; a message of this id that failed before is tried again. */
  readonly messageId?: string | undefined
  /** A new conversation is about to begin under this id. */
  readonly onConversationInitiated?: ((conversationId: string) => void) | undefined
  readonly upload?: UploadOptions | undefined
}

export interface SentMessage {
  conversationId: string
  messageId: string
  /** With the first message of a conversation. */
  conversation?: Conversation | undefined
  initialTimelineItems?: TimelineItem[] | undefined
}

/** Waits until it is known whether anything of a conversation is on the server; true if nothing is. */
const isNew = (widget: Widget, conversationId: string): Promise<boolean> => {
  if (widget.get().panel?.conversations.byId[conversationId]) return Promise.resolve(false)
  wantConversation(widget, conversationId)
  return until(widget, ({ panel }) => {
    const thread = panel?.threads[conversationId]
    if (thread?.status === "failed") throw errorOf(thread.problem) ?? new CossistantError("UNREACHABLE")
    return thread?.status === "new" ? true : thread?.status === "ready" ? false : undefined
  })
}

/**
 * Sends a message, whatever is in sight. It goes through the widget's own line: it is in the timeline at once and tried
 * again while the server can't be reached. Resolves when the server has it; rejects with a `CossistantError` when it was
 * refused, and then it stays in the timeline as failed.
 */
export const sendMessage = async (widget: Widget, message: MessageToSend): Promise<SentMessage> => {
  const { conversationId: given, defaultTimelineItems = [], files = [], messageId = generateMessageId(), stored = [] } = message
  const text = message.message.trim()
  if (text === "" && files.length + stored.length === 0) throw new CossistantError("EMPTY_MESSAGE")
  await widget.load()
  if (visitorOf(widget.get())?.isBlocked) throw new CossistantError("VISITOR_BLOCKED")
  const conversationId = conversationIdOf(widget.get(), given)
  const isFirst = await isNew(widget, conversationId)
  if (isFirst) message.onConversationInitiated?.(conversationId)
  const uploaded = await uploadDrafts(widget, files, conversationId, message.upload)
  const failed = widget.get().panel?.outbox.some(({ id, status }) => id === messageId && status === "failed")
  widget.send(failed
    ? { _tag: "RetryAsked", id: messageId, freshId: messageId, freshConversationId: conversationId }
    : {
      _tag: "MessageAsked", conversationId, messageId, text, files: [...stored, ...uploaded], createdAt: new Date().toISOString(),
      welcome: welcomeLines(defaultTimelineItems)
    })
  const sent = await awaitMessage(widget, messageId)
  if (!isFirst) return sent
  const state = widget.get()
  return {
    ...sent,
    conversation: conversation(state, sent.conversationId).conversation ?? undefined,
    initialTimelineItems: [...defaultTimelineItems, ...itemsOf(state, sent.conversationId).filter(({ id }) => id === messageId)]
  }
}
