import type {
  CossistantConfig, CreateConversationRequest, CreateConversationResponse, FilePart, GenerateUploadUrlResponse, GetConversationRequest,
  GetConversationResponse, GetConversationSeenDataResponse, GetConversationTimelineItemsRequest, GetConversationTimelineItemsResponse, ImagePart,
  ListConversationsRequest, ListConversationsResponse, MarkConversationSeenResponse, PublicWebsiteResponse, SetConversationTypingResponse,
  SubmitConversationRatingRequest, SubmitConversationRatingResponse, SubmitFeedbackRequest, SubmitFeedbackResponse, VisitorMetadataInput,
  VisitorResponse
} from "@cossistant/types"
import type { Widget } from "../../widget/widget.ts"
import { errorFrom } from "../CossistantError.ts"
import type { ClientCalls } from "./clientCalls.ts"
import type {
  IdentifyRequest, IdentifyResponse, SendMessageRequest, SendMessageResponse, SetVisitorTypingRequest, UploadUrlRequest
} from "./ClientRequests.ts"
import { type HeldWidget, holdWidget } from "./holdWidget.ts"
import { WIDGET } from "./widgetOf.ts"

type Answer<Name extends keyof ClientCalls> = Promise<Awaited<ReturnType<ClientCalls[Name]>>>

/** How to reach a server. What is left out is looked up: see `resolvePublicKey` and `resolveApiUrl`. `wsUrl` isn't needed. */
export type ClientConfig = { [Name in keyof CossistantConfig]?: CossistantConfig[Name] | undefined }

/** The functions of a client without its stores. Each rejects with a `CossistantError`; nothing is asked before the first. */
export class CossistantRestClient {
  #held: HeldWidget
  #config: ClientConfig
  #calls: Promise<ClientCalls> | undefined

  constructor(config: ClientConfig = {}, options: object = {}) {
    this.#config = config
    this.#held = holdWidget(config, options)
    Object.defineProperty(this, WIDGET, { value: this.#held.widget })
  }

  #load(widget: Widget): Promise<ClientCalls> {
    this.#calls ??= import("./clientCalls.ts").then(({ makeCalls }) => makeCalls(widget), (cause: unknown) => {
      this.#calls = undefined
      throw cause
    })
    return this.#calls
  }
  async #ask<Name extends keyof ClientCalls>(name: Name, ...args: Parameters<ClientCalls[Name]>): Answer<Name> {
    const { alive, ready, widget } = this.#held
    try {
      const [calls] = await alive(Promise.all([this.#load(widget), ready()]))
      // Each function is called with its own arguments and gives its own answer, which the index can't express.
      return await alive((calls[name] as (...args: ReadonlyArray<unknown>) => Answer<Name>)(...args))
    } catch (cause) {
      throw errorFrom(cause)
    }
  }

  /** The website and its visitor. Once it is here it is given as it stands; `force` asks the server anew. */
  fetchWebsite(params: { force?: boolean | undefined } = {}): Promise<PublicWebsiteResponse> {
    return this.#ask("fetchWebsite", params)
  }
  /** The website, asked for anew. */
  getWebsite(): Promise<PublicWebsiteResponse> {
    return this.fetchWebsite({ force: true })
  }
  /** A page of the visitor's conversations; 20 on the first page where nothing else is said. */
  listConversations(params: ListConversationsRequest = {}): Promise<ListConversationsResponse> {
    return this.#ask("listConversations", params)
  }
  getConversation(params: GetConversationRequest): Promise<GetConversationResponse> {
    return this.#ask("getConversation", params)
  }
  /** A page of a thread, oldest first: the newest 50 where nothing else is said, those before them by `cursor`. */
  getConversationTimelineItems(params: GetConversationTimelineItemsRequest): Promise<GetConversationTimelineItemsResponse> {
    return this.#ask("getConversationTimelineItems", params)
  }
  getConversationSeenData(params: { conversationId: string }): Promise<GetConversationSeenDataResponse> {
    return this.#ask("getConversationSeenData", params)
  }
  /** Begins a conversation: on the server as soon as it has a message of the visitor, of these items or a later one. */
  createConversation(params: CreateConversationRequest = {}): Promise<CreateConversationResponse> {
    return this.#ask("createConversation", params)
  }
  /**
   * Sends a message: it is in the timeline at once, and this resolves when the server has it. While the server can't be
   * reached it is tried again by itself; one that was refused stays in the timeline as failed, and is tried again by
   * sending an item of the same id.
   */
  sendMessage(params: SendMessageRequest): Promise<SendMessageResponse> {
    return this.#ask("sendMessage", params)
  }
  markConversationSeen(params: { conversationId: string }): Promise<MarkConversationSeenResponse> {
    return this.#ask("markConversationSeen", params)
  }
  setVisitorTyping(params: SetVisitorTypingRequest): Promise<SetConversationTypingResponse> {
    return this.#ask("setVisitorTyping", params)
  }
  /** Rates a resolved conversation from 1 to 5, once. */
  submitConversationRating(params: SubmitConversationRatingRequest): Promise<SubmitConversationRatingResponse> {
    return this.#ask("submitConversationRating", params)
  }
  submitFeedback(params: SubmitFeedbackRequest): Promise<SubmitFeedbackResponse> {
    return this.#ask("submitFeedback", params)
  }
  /** Where to put a file. With its `size` the address is the store's own; without it, only `uploadFile` understands it. */
  generateUploadUrl(params: UploadUrlRequest): Promise<GenerateUploadUrlResponse> {
    return this.#ask("generateUploadUrl", params)
  }
  /** Puts a file where `generateUploadUrl` said; then a message may name its `publicUrl`. */
  uploadFile(file: File | Blob, uploadUrl: string, contentType: string): Promise<void> {
    return this.#ask("uploadFile", file, uploadUrl, contentType)
  }
  /** Uploads files side by side, and gives the parts to send. */
  uploadFilesForMessage(files: ReadonlyArray<File>, conversationId: string): Promise<(ImagePart | FilePart)[]> {
    return this.#ask("uploadFilesForMessage", files, conversationId)
  }
  /** Says who the visitor is. Another person than before gets a fresh visitor. */
  identify(params: IdentifyRequest): Promise<IdentifyResponse> {
    return this.#ask("identify", params)
  }
  /** Merges facts into the contact of an identified visitor. */
  updateVisitorMetadata(metadata: VisitorMetadataInput): Promise<VisitorResponse> {
    return this.#ask("updateVisitorMetadata", metadata)
  }
  /** As `updateVisitorMetadata`. */
  updateContactMetadata(metadata: VisitorMetadataInput): Promise<VisitorResponse> {
    return this.#ask("updateContactMetadata", metadata)
  }
  /** Ends this visitor, here and on the server. The next message starts a fresh one. */
  logout(): Promise<void> {
    return this.#ask("logout")
  }
  /** As `logout`. */
  reset(): Promise<void> {
    return this.logout()
  }
  getConfiguration(): ClientConfig {
    return { ...this.#config }
  }
  /** Notes other settings. Key and address hold for a client's life: make another one for others. */
  updateConfiguration(config: ClientConfig): void {
    const { apiUrl, publicKey } = this.#config
    this.#config = { ...this.#config, ...config, apiUrl, publicKey }
  }
  /** Hangs up; what is still waited for rejects with `CLIENT_DESTROYED`. A later call begins anew. */
  destroy(): void {
    this.#held.release()
  }
}
