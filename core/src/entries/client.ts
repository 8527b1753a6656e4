export { CossistantClient, CossistantClient as default } from "../documented/client/CossistantClient.ts"
export { CossistantRestClient } from "../documented/client/CossistantRestClient.ts"
export { CossistantError, CossistantError as CossistantAPIError } from "../documented/CossistantError.ts"
export type { CossistantClientOptions } from "../documented/client/CossistantClient.ts"
export type { ClientConfig } from "../documented/client/CossistantRestClient.ts"
export type {
  IdentifyRequest, IdentifyResponse, InitiateConversationRequest, InitiateConversationResponse, SendMessageRequest, SendMessageResponse,
  SetVisitorTypingRequest, UploadUrlRequest
} from "../documented/client/ClientRequests.ts"
