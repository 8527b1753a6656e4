export type * from "@cossistant/types"
// By its own name, so that a host page adds routes by `declare module "@cossistant/core"`.
export type { RouteRegistry } from "@cossistant/types"

export { CossistantClient as default } from "./client.ts"
export * from "./client.ts"
export * from "./human-agent-display.ts"
export * from "./locale-utils.ts"
export * from "./realtime-client.ts"
export * from "./realtime-event-filter.ts"
export * from "./resolve-public-key.ts"
export * from "./store-conversations.ts"
export * from "./store-processing.ts"
export * from "./store-seen.ts"
export * from "./store-support.ts"
export * from "./store-typing.ts"
export * from "./store-website.ts"
export * from "./support-controller.ts"
export * from "./upload-constants.ts"
export * from "./utils.ts"

export {
  createTypingReporter, TYPING_KEEP_ALIVE_MS, TYPING_PREVIEW_MAX_LENGTH, TYPING_SEND_INTERVAL_MS, TYPING_STOP_DELAY_MS
} from "../documented/typingReporter.ts"
export type { TypingReporter, TypingReporterOptions, TypingReporterState } from "../documented/typingReporter.ts"
export {
  areLanguagesEquivalent, getPrimaryLanguageTag, getTimelineItemTranslation, isTimelinePartTranslation, normalizeLanguageTag,
  resolveConversationTitle, resolveTimelineItemText, shouldTranslateBetweenLanguages
} from "../documented/translation.ts"
export type { TranslationAudience } from "../documented/translation.ts"
export {
  extractSources, extractToolCalls, fromUIMessage, fromUIMessages, hasProcessingParts, isAISDKCompatiblePart, toUIMessage, toUIMessages
} from "../documented/aiMessages.ts"
export type { UIMessage, UIMessageFacts, UIMessagePart, UIToolPart } from "../documented/aiMessages.ts"
export {
  getCossistantPartMetadata, getCossistantToolTimelineMetadata, setCossistantPartMetadata, setCossistantToolTimelineMetadata
} from "../documented/providerMetadata.ts"
export {
  countVisibleParts, extractVisibleText, filterMessageForAudience, filterMessagesForAudience, filterTimelineItemForAudience,
  filterTimelineItemsForAudience, hasVisibleContent, PrivacyPresets
} from "../documented/audience.ts"
export type { Audience, PrivacyOptions } from "../documented/audience.ts"
