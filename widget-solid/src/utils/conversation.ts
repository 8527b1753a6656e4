export { PENDING_CONVERSATION_ID } from "@cossistant/core/documented/newIds"
export { shouldDisplayConversation } from "@cossistant/core/primitives/shouldDisplayConversation"
