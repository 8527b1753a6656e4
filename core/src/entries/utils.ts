export {
  generateConversationId, generateMessageId, generateShortPrimaryId, PENDING_CONVERSATION_ID, PENDING_SUPPORT_CONVERSATION_ID
} from "../documented/newIds.ts"
export { generateVisitorName, getVisitorNameWithFallback } from "../documented/visitorName.ts"
export { clearAllVisitorIds, clearVisitorId, getVisitorId, setVisitorId } from "../documented/visitorIds.ts"
export { collectVisitorData } from "../documented/visitorData.ts"
export { metadataHash } from "../documented/metadataHash.ts"
export { hasAnyRole, hasRole, parseCommaSeparatedRoles } from "../documented/roles.ts"
export type { VisitorData } from "../documented/visitorData.ts"
