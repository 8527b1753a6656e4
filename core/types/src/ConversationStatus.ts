/** Where a conversation stands. */
export const ConversationStatus = { OPEN: "open", RESOLVED: "resolved", SPAM: "spam" } as const
export type ConversationStatus = (typeof ConversationStatus)[keyof typeof ConversationStatus]
