export { Button, type ButtonProps } from "./Button.tsx"
export { Header, type HeaderProps } from "./Header.tsx"
export { Support, Support as default } from "./Support.tsx"
export { Text, type TextProps } from "./Text.tsx"
export { useSupportConfig, type UseSupportConfigValue } from "./useSupportConfig.ts"
export { useSupportCustomPages, useSupportHandle } from "./useSupportHandle.ts"
export { useSupportEventEmitter, useSupportEvents } from "./useSupportEvents.ts"
export { useSupportNavigation, type UseSupportNavigationValue } from "./useSupportNavigation.ts"
export { useSupportStore, type UseSupportStoreValue } from "./useSupportStore.ts"
export { useSupportText } from "./useSupportText.ts"
export type { SupportText, SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
export type {
  Align, CollisionPadding, ContentProps, CustomPage, RootProps, Side, SupportContentProps, SupportEventCallbacks, SupportMode, SupportPageProps,
  SupportProps, SupportRootProps, SupportRouterProps, SupportTriggerProps, TriggerRenderProps
} from "./SupportProps.ts"
export type {
  SupportComposerSlotProps, SupportConfigurationErrorSlotProps, SupportContentSlotProps, SupportConversationHistoryPageSlotProps,
  SupportConversationPageSlotProps, SupportFooterSlotProps, SupportHeaderSlotProps, SupportHomePageSlotProps, SupportSlotProps, SupportSlots,
  SupportTimelineSlotProps, SupportTriggerSlotProps, SupportWatermarkSlotProps
} from "./SupportSlots.ts"
export type {
  ConversationEndEvent, ConversationStartEvent, DefaultRoutes, ErrorEvent, MessageReceivedEvent, MessageSentEvent, NavigationState, RouteRegistry,
  SupportEvent, SupportEventType, SupportHandle, SupportPageType
} from "@cossistant/types"
export { useWebSocket, type WebSocketContextValue, WebSocketProvider } from "./realtime/WebSocketProvider.tsx"
export type { SupportLocale } from "./SupportLocale.ts"
