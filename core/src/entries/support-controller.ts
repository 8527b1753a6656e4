export { createSupportController } from "../documented/client/SupportController.ts"
export { PENDING_SUPPORT_CONVERSATION_ID } from "../documented/newIds.ts"
export type {
  SupportController, SupportControllerOptions, SupportControllerSnapshot
} from "../documented/client/SupportController.ts"
