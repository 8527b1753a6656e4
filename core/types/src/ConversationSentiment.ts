/** The mood of a conversation. Never told to a visitor's browser. */
export const ConversationSentiment = { POSITIVE: "positive", NEGATIVE: "negative", NEUTRAL: "neutral" } as const
export type ConversationSentiment = (typeof ConversationSentiment)[keyof typeof ConversationSentiment]
