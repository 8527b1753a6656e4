import { describe, expect, it } from "vitest"
import * as client from "./client.ts"
import * as humanAgentDisplay from "./human-agent-display.ts"
import * as root from "./index.ts"
import * as locale from "./locale-utils.ts"
import * as realtimeClient from "./realtime-client.ts"
import * as realtimeFilter from "./realtime-event-filter.ts"
import * as publicKey from "./resolve-public-key.ts"
import * as conversationsStore from "./store-conversations.ts"
import * as processingStore from "./store-processing.ts"
import * as seenStore from "./store-seen.ts"
import * as supportStore from "./store-support.ts"
import * as typingStore from "./store-typing.ts"
import * as websiteStore from "./store-website.ts"
import * as controller from "./support-controller.ts"
import * as uploads from "./upload-constants.ts"
import * as utils from "./utils.ts"

const documented = `CossistantClient CossistantRestClient CossistantAPIError RealtimeClient createSupportController PENDING_SUPPORT_CONVERSATION_ID
  createSupportStore createConversationsStore createTimelineItemsStore createWebsiteStore createSeenStore createTypingStore createProcessingStore
  getConversations getConversationById getConversationPagination getConversationTimelineItems getConversationTyping getConversationProcessing
  getWebsiteState applyProcessingProgressEvent applyProcessingCompletedEvent clearProcessingFromTimelineItem applyConversationSeenEvent
  hydrateConversationSeen upsertConversationSeen applyConversationTypingEvent clearTypingFromTimelineItem clearTypingState setTypingState
  createTypingReporter TYPING_SEND_INTERVAL_MS TYPING_KEEP_ALIVE_MS TYPING_STOP_DELAY_MS TYPING_PREVIEW_MAX_LENGTH resolvePublicKey detectFramework
  getEnvVarName normalizeLocale getVisitorId setVisitorId clearVisitorId clearAllVisitorIds collectVisitorData generateVisitorName
  getVisitorNameWithFallback generateConversationId generateMessageId MAX_FILE_SIZE MAX_FILES_PER_MESSAGE ALLOWED_MIME_TYPES
  ALLOWED_FILE_TYPES_DESCRIPTION FILE_INPUT_ACCEPT isAllowedMimeType isImageMimeType formatFileSize validateFile validateFiles
  extractFilesFromClipboard resolveHumanAgentDisplay normalizeHumanAgentName resolveTimelineItemText resolveConversationTitle
  getTimelineItemTranslation isTimelinePartTranslation normalizeLanguageTag getPrimaryLanguageTag areLanguagesEquivalent
  shouldTranslateBetweenLanguages toUIMessage toUIMessages fromUIMessage fromUIMessages extractSources extractToolCalls hasProcessingParts
  isAISDKCompatiblePart getCossistantPartMetadata setCossistantPartMetadata getCossistantToolTimelineMetadata setCossistantToolTimelineMetadata
  filterMessageForAudience filterMessagesForAudience filterTimelineItemForAudience filterTimelineItemsForAudience hasVisibleContent countVisibleParts
  extractVisibleText PrivacyPresets shouldDeliverEvent getTargetVisitorId hasRole hasAnyRole parseCommaSeparatedRoles`.split(/\s+/)

describe("the package", () => {
  it("gives every documented name from its root", () => {
    expect(documented.filter((name) => !(name in root))).toEqual([])
    expect(root.default).toBe(root.CossistantClient)
  })

  it("gives the same things from its smaller entries", () => {
    const parts = [
      client, controller, realtimeClient, realtimeFilter, publicKey, locale, humanAgentDisplay, uploads, utils, conversationsStore, processingStore,
      seenStore, supportStore, typingStore, websiteStore
    ]
    for (const part of parts) {
      for (const [name, value] of Object.entries(part)) expect(root, name).toHaveProperty(name, value)
    }
  })
})
