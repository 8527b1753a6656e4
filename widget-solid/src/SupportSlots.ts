import type {
  AvailableAIAgent, AvailableHumanAgent, Conversation, MessageComposer, PublicVisitor, PublicWebsiteResponse, SupportMode, TimelineItem,
  TriggerRenderProps
} from "@cossistant/types"
import type { ConversationPage } from "@cossistant/core/documented/conversationPage"
import type { DaySeparatorItem } from "@cossistant/core/documented/groupedMessages"
import type { ConfigurationError } from "@cossistant/core/widget/Problem"
import type { Component, JSX } from "solid-js"

interface Slot {
  class?: string | undefined
  /** The same as `class`. */
  className?: string | undefined
  "data-slot"?: string | undefined
}
interface Page extends Slot {
  "data-page"?: string | undefined
}
interface Agents {
  availableAIAgents: ReadonlyArray<AvailableAIAgent>
  availableHumanAgents: ReadonlyArray<AvailableHumanAgent>
}

/** What a trigger of the host's own gets: a button's attributes, which belong on its element, and the widget's state. */
export interface SupportTriggerSlotProps
  extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "class" | "className">, TriggerRenderProps, Slot {
  "data-state"?: "open" | "closed" | undefined
}

export interface SupportContentSlotProps extends Page {
  mode?: SupportMode | undefined
  isOpen?: boolean | undefined
  "data-state"?: "open" | "closed" | undefined
}

export interface SupportHeaderSlotProps extends Page {
  children?: JSX.Element
  actions?: JSX.Element
  /** Only where there is something to go back to. */
  onGoBack?: (() => void) | undefined
  page?: string | undefined
}

export interface SupportFooterSlotProps extends Page {
  children?: JSX.Element
  page?: string | undefined
}

export interface SupportHomePageSlotProps extends Page, Agents {
  visitor: PublicVisitor | undefined
  website: PublicWebsiteResponse | null
  quickOptions: ReadonlyArray<string>
  conversations: ReadonlyArray<Conversation>
  hasConversations: boolean
  /** How many there are besides `lastOpenConversation`. */
  availableConversationsCount: number
  lastOpenConversation: Conversation | undefined
  isLoading: boolean
  error: Error | null
  openConversation: (conversationId: string) => void
  openConversationHistory: () => void
  startConversation: (initialMessage?: string) => void
}

export interface SupportConversationPageSlotProps extends Page, Agents {
  params?: { conversationId: string; initialMessage?: string | undefined; items?: ReadonlyArray<TimelineItem> | undefined } | undefined
  /** As `useConversationPage()` gives it. */
  conversation: ConversationPage & { composer: MessageComposer }
  activeConversation: Conversation | null
  isConversationClosed: boolean
  resolvedRating: number | null
  isSubmittingRating: boolean
  /** Rates a resolved conversation, 1 to 5; rejects when it couldn't be stored. */
  onRateConversation: (value: number, comment?: string) => Promise<void>
  onGoBack: () => void
  canGoBack: boolean
  visitor: PublicVisitor | undefined
  website: PublicWebsiteResponse | null
}

export interface SupportConversationHistoryPageSlotProps extends Page, Agents {
  conversations: ReadonlyArray<Conversation>
  visibleConversations: ReadonlyArray<Conversation>
  visibleCount: number
  hasMore: boolean
  remainingCount: number
  showMore: () => void
  showAll: () => void
  openConversation: (conversationId: string) => void
  startConversation: (initialMessage?: string) => void
  isLoading: boolean
  error: Error | null
  canGoBack: boolean
  onGoBack: () => void
}

/** What draws the calls of one tool. */
export interface TimelineTool {
  component: Component<{ item: TimelineItem; conversationId: string; showTerminalIndicator?: boolean | undefined }>
}

export interface TimelineDaySeparatorProps {
  item: DaySeparatorItem
  formatDate: (date: Date) => string
}

export interface SupportTimelineSlotProps extends Slot, Agents {
  conversationId: string
  items: ReadonlyArray<TimelineItem>
  currentVisitorId?: string | undefined
  /** Yours, by the name of a tool: `slotProps.timeline` brings them to your component. */
  tools?: Readonly<Record<string, TimelineTool>> | undefined
  /** Yours, as `tools`: draws what stands between two days. */
  renderDaySeparator?: ((props: TimelineDaySeparatorProps) => JSX.Element) | undefined
}

export interface SupportComposerSlotProps extends Slot {
  value: string
  onChange: (value: string) => void
  onSubmit: () => void
  onFileSelect?: ((files: File[]) => void) | undefined
  onRemoveFile?: ((index: number) => void) | undefined
  files?: File[] | undefined
  placeholder?: string | undefined
  disabled?: boolean | undefined
  isSubmitting?: boolean | undefined
  isUploading?: boolean | undefined
  /** 0 to 100. */
  uploadProgress?: number | undefined
  error?: Error | null | undefined
  maxFiles?: number | undefined
  /** Bytes of one file. */
  maxFileSize?: number | undefined
  /** As an `accept` attribute. */
  allowedFileTypes?: string | undefined
  composer: MessageComposer
}

export interface SupportConfigurationErrorSlotProps extends Slot {
  error: ConfigurationError
}

export interface SupportWatermarkSlotProps extends Slot {
  website: PublicWebsiteResponse | null
}

/** Components in place of built-in parts. Their props are kept current: read them where they are used. */
export interface SupportSlots {
  trigger?: Component<SupportTriggerSlotProps> | undefined
  homePage?: Component<SupportHomePageSlotProps> | undefined
  conversationPage?: Component<SupportConversationPageSlotProps> | undefined
  conversationHistoryPage?: Component<SupportConversationHistoryPageSlotProps> | undefined
  header?: Component<SupportHeaderSlotProps> | undefined
  footer?: Component<SupportFooterSlotProps> | undefined
  timeline?: Component<SupportTimelineSlotProps> | undefined
  composer?: Component<SupportComposerSlotProps> | undefined
  configurationError?: Component<SupportConfigurationErrorSlotProps> | undefined
  watermark?: Component<SupportWatermarkSlotProps> | undefined
}

type DataAttributes = { readonly [name: `data-${string}`]: string | number | boolean | undefined }
type Attributes<Props> = Partial<Props> & Omit<JSX.HTMLAttributes<HTMLElement>, keyof Props> & DataAttributes

/**
 * More for a part: a built-in one takes its classes and DOM attributes, a slot's component all of it. What the widget
 * itself says of a part wins.
 */
export interface SupportSlotProps {
  trigger?: Attributes<SupportTriggerSlotProps> | undefined
  content?: Attributes<SupportContentSlotProps> | undefined
  homePage?: Attributes<SupportHomePageSlotProps> | undefined
  conversationPage?: Attributes<SupportConversationPageSlotProps> | undefined
  conversationHistoryPage?: Attributes<SupportConversationHistoryPageSlotProps> | undefined
  header?: Attributes<SupportHeaderSlotProps> | undefined
  footer?: Attributes<SupportFooterSlotProps> | undefined
  timeline?: Attributes<SupportTimelineSlotProps> | undefined
  composer?: Attributes<SupportComposerSlotProps> | undefined
  configurationError?: Attributes<SupportConfigurationErrorSlotProps> | undefined
  watermark?: Attributes<SupportWatermarkSlotProps> | undefined
}
