import { newConversationId } from "../conversations/newConversationId.ts"
import { type DraftFile, waiting } from "./draftFile.ts"
import type { IdentifyParams } from "./identifyParams.ts"
import { newMessageId } from "./newMessageId.ts"
import type { Contact, Metadata } from "./nouns.ts"
import type { AnyEvent } from "./panelEvents.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"
import type { Problem } from "./Problem.ts"
import { type NavigationState, shownConversation } from "./router.ts"
import type { HeldFiles } from "./uploads.ts"

/** What can be done with the second half of a widget. Each begins by loading it, if that wasn't done yet. */
export interface PanelActions {
  /**
   * Goes to a page. A conversation id that isn't one (`"__pending__"`), or a new one with an `initialMessage`, begins a
   * conversation.
   */
  navigate(to: NavigationState): void
  /** As `navigate`, without a way back to where it was. */
  replace(to: NavigationState): void
  goBack(): void
  goHome(): void
  /** Shows a conversation and opens. */
  openConversation(conversationId: string): void
  /** Begins a conversation, sends `initialMessage` at once if there is one, and opens. */
  startConversation(initialMessage?: string): void

  setDraft(conversationId: string, text: string): void
  /** Attaches files; their uploads begin at once. */
  addFiles(conversationId: string, files: ReadonlyArray<File>): void
  removeFile(conversationId: string, key: string): void
  retryFile(conversationId: string, key: string): void
  /** Sends what the composer of this conversation holds, once its files are uploaded; gives it back if one can't be. */
  sendMessage(conversationId: string): void
  retryMessage(id: string): void
  discardMessage(id: string): void

  loadOlder(conversationId: string): void
  loadMoreConversations(): void
  /** Marks the conversation in sight as read now. */
  markSeen(): void

  /** Says who the visitor is; null if nothing was said or it was refused (an `error` event tells why). */
  identify(params: IdentifyParams): Promise<{ readonly contactId: string; readonly visitorId: string } | null>
  /**
   * Takes the address that the visitor was asked for in this conversation; null when it isn't one or was refused, and the
   * card says why.
   */
  identifyByEmail(conversationId: string, email: string): Promise<{ readonly contactId: string; readonly visitorId: string } | null>
  /**
   * Rates a resolved conversation from 1 to 5, once. Null when it was taken, else what kept it from being; the card
   * of the conversation says so too.
   */
  rate(conversationId: string, value: number, comment?: string): Promise<Problem | null>
  /** Says what the visitor thinks of something, wherever it was asked. Null when it was taken, else what kept it from being. */
  submitFeedback(feedback: Feedback): Promise<Problem | null>
  /** Adds facts to the identified contact; null if there is none or it was refused. */
  setMetadata(metadata: Metadata): Promise<Contact | null>
  /** Ends this visitor, here and on the server. The next activity makes a new one. */
  logout(): Promise<void>
}

/** What few visitors do: `rareActions.ts` does it. */
export type RareAction = "identify" | "identifyByEmail" | "rate" | "submitFeedback" | "setMetadata" | "logout"

/** What a visitor says of the product: a rating from 1 to 5, what about, and in words. */
export interface Feedback {
  readonly rating: number
  readonly topic?: string | undefined
  readonly comment?: string | undefined
  /** Why it was asked. */
  readonly trigger?: string | undefined
  /** Where it was asked; `widget` if left out. */
  readonly source?: string | undefined
  readonly conversationId?: string | undefined
}

const realId = /^CO[1-9A-NP-Z]{16}$/

/** Makes events of wishes, with the ids and moments that the events need. */
export const makeActions = (
  { held, now, randomBytes, send }: {
    readonly held: HeldFiles
    readonly send: (event: AnyEvent) => void
    readonly now: () => number
    readonly randomBytes: PanelPlatform["randomBytes"]
  }
): Omit<PanelActions, RareAction> => {
  const messageId = () => newMessageId(now(), randomBytes)
  const freshId = () => newConversationId(randomBytes)
  const createdAt = () => new Date(now()).toISOString()
  const draftOf = (file: File, at: number): DraftFile => {
    const key = messageId()
    held.set(key, file)
    const { name, size, type } = file
    // What is pasted may have no name.
    return { key, name: name || `pasted-file-${at + 1}.${type.split("/")[1]}`, size, mediaType: type, previewUrl: type.startsWith("image/") ? URL.createObjectURL(file) : null, upload: waiting }
  }
  const open = () => send({ _tag: "OpenAsked", open: true })
  /** Words that aren't any are none: pages give this to a button as its listener, which is given the click. */
  const begin = (conversationId: string, text: unknown, replace: boolean) =>
    send({ _tag: "StartAsked", conversationId, messageId: messageId(), text: typeof text === "string" ? text.trim() : "", createdAt: createdAt(), replace })
  const go = (to: NavigationState, replace: boolean) => {
    const shown = shownConversation(to)
    const { params } = to
    const text = typeof params === "object" && params !== null && "initialMessage" in params ? params.initialMessage : undefined
    const isReal = shown !== null && realId.test(shown)
    if (shown === null || (isReal && typeof text !== "string")) return send({ _tag: "Navigated", to, replace })
    begin(isReal ? shown : freshId(), text, replace)
  }
  return {
    navigate: (to) => go(to, false),
    replace: (to) => go(to, true),
    goBack: () => send({ _tag: "WentBack" }),
    goHome: () => send({ _tag: "WentHome" }),
    openConversation: (conversationId) => {
      go({ page: "CONVERSATION", params: { conversationId } }, false)
      open()
    },
    startConversation: (initialMessage) => {
      begin(freshId(), initialMessage, false)
      open()
    },
    setDraft: (conversationId, text) => send({ _tag: "DraftChanged", conversationId, text }),
    addFiles: (conversationId, files) => send({ _tag: "FilesAdded", conversationId, files: files.map(draftOf) }),
    removeFile: (conversationId, key) => send({ _tag: "FileRemoved", conversationId, key }),
    retryFile: (conversationId, key) => send({ _tag: "FileRetried", conversationId, key }),
    sendMessage: (conversationId) =>
      send({ _tag: "SubmitAsked", conversationId, messageId: messageId(), createdAt: createdAt() }),
    retryMessage: (id) => send({ _tag: "RetryAsked", id, freshId: messageId(), freshConversationId: freshId() }),
    discardMessage: (id) => send({ _tag: "DiscardAsked", id }),
    loadOlder: (conversationId) => send({ _tag: "OlderAsked", conversationId }),
    loadMoreConversations: () => send({ _tag: "MoreAsked" }),
    markSeen: () => send({ _tag: "SeenDue" })
  }
}
