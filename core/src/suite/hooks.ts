import type { CossistantClient } from "../documented/client/CossistantClient.ts"
import type { SupportController } from "../documented/client/SupportController.ts"
import type { SupportActions, SupportValue } from "../documented/supportValue.ts"
import type { VisitorActions } from "../documented/visitorActions.ts"
import type { SupportText } from "../text/TextKey.ts"
import type { ConversationHistoryPage, ConversationHistoryPageActions } from "../documented/conversationHistoryPage.ts"
import type { ConversationItem } from "../documented/groupedMessages.ts"
import type { HomePage, HomePageActions, HomePageCallbacks } from "../documented/homePage.ts"
import type { SupportNavigation } from "../documented/supportNavigation.ts"
import type { Conversation, SupportEventType, TimelineItem } from "@cossistant/types"

interface Failing {
  readonly error: Error | null
}

interface Thread {
  readonly items: ReadonlyArray<TimelineItem>
  readonly hasNextPage: boolean
  readonly nextCursor: string | undefined
  readonly isLoading: boolean
  readonly error: Error | null
  fetchNextPage(): Promise<{ readonly items: ReadonlyArray<TimelineItem>; readonly hasNextPage: boolean }>
  refetch(): Promise<{ readonly items: ReadonlyArray<TimelineItem> }>
}

interface Support extends SupportValue, SupportActions {
  readonly client: CossistantClient | null
  setUnreadCount(count: number): void
}

interface Live {
  readonly isConnected: boolean
  readonly connectionId: string | null
  readonly visitorId: string | null
  readonly websiteId: string | null
  readonly userId: string | null
}

type RealtimeHandler = (
  payload: { readonly item: TimelineItem }, meta: { readonly context?: { readonly name: string }; readonly event: { readonly type: string } }
) => unknown

interface Composer extends Failing {
  readonly message: string
  readonly files: ReadonlyArray<File>
  readonly canSubmit: boolean
  setMessage(text: string): void
  addFiles(files: ReadonlyArray<File>): void
  clearFiles(): void
  reset(): void
  submit(): void
}

/**
 * The documented hooks, as far as the shared suites use them: what both renderers' have in common. What a hook gives stays
 * whole (nothing is taken apart before it is drawn), and what isn't an object is read by the driver's `read`.
 */
export interface Hooks {
  useComposerRefocus(options: { readonly disabled: boolean; readonly hasContent: boolean; readonly isSubmitting: boolean }): { readonly inputRef: unknown }
  useConversation(id: string | null): { readonly conversation: Conversation | null }
  useConversationAutoSeen(options: object): void
  useConversationHistoryPage(options?: { readonly initialVisibleCount: number }): ConversationHistoryPage & ConversationHistoryPageActions
  useConversationLifecycle(options: { readonly onConversationCreated: (id: string) => void }): {
    readonly conversationId: string; readonly isPending: boolean; readonly realConversationId: string | null; setConversationId(id: string): void
  }
  useConversationPage(options: {
    readonly conversationId: string; readonly initialMessage?: string | undefined; readonly onConversationIdChange?: ((id: string) => void) | undefined
  }): Failing & { readonly conversationId: string; readonly isPending: boolean; readonly isLoading: boolean; readonly items: ReadonlyArray<TimelineItem>; readonly composer: Composer }
  useConversationPreview(options: { readonly conversation: Conversation }): {
    readonly conversation: Conversation
    readonly title: string
    readonly lastMessage: { readonly content: string; readonly isFromVisitor: boolean } | null
    readonly assignedAgent: { readonly name: string }
    readonly typing: { readonly isTyping: boolean }
  }
  useConversations(options?: object): {
    readonly conversations: ReadonlyArray<Conversation>; readonly isLoading: boolean; readonly pagination: { readonly totalPages: number } | null
  }
  useConversationSeen(id: string): ReadonlyArray<object>
  useConversationTimeline(options: { readonly conversationId: string; readonly items: ReadonlyArray<TimelineItem> }): {
    readonly groupedMessages: { readonly items: ReadonlyArray<ConversationItem> }
    readonly typingParticipants: ReadonlyArray<{ readonly type: string }>
  }
  useConversationTimelineItems(id: string | null | (() => string), options?: { readonly limit?: number; readonly cursor?: string | null }): Thread
  useConversationTyping(id: string): ReadonlyArray<{ readonly actorId: string }>
  useCreateConversation(): { mutateAsync(): Promise<unknown> }
  useFeedbackHandle(): { toggle(): void } | null
  useFileUpload(): Failing & {
    readonly isUploading: boolean; readonly progress: number; uploadFiles(files: ReadonlyArray<File>, conversationId: string): Promise<unknown>
  }
  useGroupedMessages(options: object): {
    hasUnreadAfter(id: string, userId: string): boolean; getUnreadCount(userId: string): number; getLastReadMessageId(userId: string): string | undefined
  }
  useHomePage(options?: HomePageCallbacks): HomePage & HomePageActions
  useLocalStorageDraftValue(options: { readonly id: string }): { readonly value: string; setValue(text: string): void; clearValue(): void }
  useMessageComposer(options: object): Composer
  useMultimodalInput(options: { readonly onSubmit: () => Promise<void> }): Failing & {
    readonly message: string; setMessage(text: string): void; submit(): Promise<void>
  }
  useNewMessageSound(): () => void
  useProcessingStore<Value>(select: (state: { readonly conversations: Readonly<Record<string, { readonly phase: string } | undefined>> }) => Value): Value
  useRealtime(options: {
    readonly events: { readonly timelineItemCreated: RealtimeHandler | ReadonlyArray<RealtimeHandler> }
    readonly context?: { readonly name: string }
    readonly visitorId?: string
    readonly onEventError?: (error: unknown, event: { readonly type: string }) => void
  }): Live
  useRealtimeConnection(): Live
  useRealtimeSupport(options: { readonly onEvent: (event: { readonly type: string }) => void }): Live & {
    readonly lastEvent: { readonly type: string } | null; readonly lastMessage: object | null
  }
  useScrollMask(options: { readonly maskHeight: string }): { readonly ref: unknown; readonly style: object }
  useSendMessage(): Failing & { readonly isPending: boolean; mutateAsync(options: object): Promise<unknown> }
  useSupport(): Support
  useSupportConfig(): { readonly isOpen: boolean; toggle(): void }
  /** What `SupportContext` tells; null where it tells nothing. */
  useSupportContext(): Support | null
  useSupportController(): SupportController
  useSupportEventEmitter(): { emitMessageSent(conversationId: string, message: TimelineItem): void }
  useSupportStore(): { toggle(): void }
  useSupportText(): SupportText
  useVisitor(): VisitorActions
  useSupportEvents(): { subscribe(type: SupportEventType, listener: (event: { readonly type: string }) => void): () => void } | null
  useSupportNavigation(): SupportNavigation
  useWebSocket(): Live & { readonly lastMessage: object | null; send(event: object): void; sendRaw(frame: string): void }
  useWindowVisibilityFocus(): { readonly isPageVisible: boolean; readonly hasWindowFocus: boolean }
}
