/** What a timeline item is. */
export const ConversationTimelineType = {
  MESSAGE: "message", EVENT: "event", IDENTIFICATION: "identification", TOOL: "tool"
} as const
export type ConversationTimelineType = (typeof ConversationTimelineType)[keyof typeof ConversationTimelineType]
