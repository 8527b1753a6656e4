import type { SenderType } from "./SenderType.ts"

/** A welcome line. Without `senderId` the first available agent of its kind says it. */
export interface DefaultMessage {
  content: string
  senderType: SenderType
  senderId?: string | undefined
}
