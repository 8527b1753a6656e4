/** How urgent the team takes a conversation to be. */
export const ConversationPriority = { LOW: "low", NORMAL: "normal", HIGH: "high", URGENT: "urgent" } as const
export type ConversationPriority = (typeof ConversationPriority)[keyof typeof ConversationPriority]
