import type { Placement } from "@cossistant/core/dom/placePanel"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { DefaultMessage } from "@cossistant/core/widget/nouns"
import type {
  ConversationEndEvent, ConversationStartEvent, ErrorEvent, MessageReceivedEvent, MessageSentEvent, SupportEvent
} from "@cossistant/core/widget/SupportEvent"

/** What a widget tells its host page; each is told exactly once. */
export interface SupportEventCallbacks {
  readonly onConversationStart?: ((event: ConversationStartEvent) => void) | undefined
  readonly onConversationEnd?: ((event: ConversationEndEvent) => void) | undefined
  readonly onMessageSent?: ((event: MessageSentEvent) => void) | undefined
  readonly onMessageReceived?: ((event: MessageReceivedEvent) => void) | undefined
  readonly onError?: ((event: ErrorEvent) => void) | undefined
  readonly onEvent?: ((event: SupportEvent) => void) | undefined
}

/** `Placement`: where the panel stands beside its trigger (above it, end-aligned, 16 px away, kept in the viewport). */
export interface SupportProps<Locale extends string = string> extends Placement, SupportEventCallbacks {
  readonly class?: string | undefined
  /** An alias of `class`. */
  readonly className?: string | undefined
  readonly classNames?: { readonly trigger?: string; readonly content?: string } | undefined
  /** `responsive` is always open and fills its parent, without a trigger. */
  readonly mode?: "floating" | "responsive" | undefined
  /** Forces a colour scheme; else the page's is followed. */
  readonly theme?: "light" | "dark" | undefined
  /** Makes the widget controlled. */
  readonly open?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  readonly defaultOpen?: boolean | undefined
  readonly quickOptions?: ReadonlyArray<string> | undefined
  readonly defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  readonly locale?: Locale | undefined
  /** Sentences of the host's own, by text key. */
  readonly content?: SupportTextContentOverrides<Locale> | undefined
  readonly ref?: ((handle: SupportHandle) => void) | undefined
}

/** What `ref={(handle) => …}` on `Support` gets. Navigation does not open the widget; the last two do. */
export interface SupportHandle {
  open(): void
  close(): void
  toggle(): void
  navigate(to: { readonly page: string; readonly params?: unknown }): void
  goBack(): void
  goHome(): void
  openConversation(conversationId: string): void
  /** Starts a conversation, sending `initialMessage` at once when given. */
  startConversation(initialMessage?: string): void
}
