/** What can happen to a conversation. The last three are for the team only. */
export const ConversationEventType = {
  ASSIGNED: "assigned",
  UNASSIGNED: "unassigned",
  PARTICIPANT_REQUESTED: "participant_requested",
  PARTICIPANT_JOINED: "participant_joined",
  PARTICIPANT_LEFT: "participant_left",
  STATUS_CHANGED: "status_changed",
  PRIORITY_CHANGED: "priority_changed",
  TAG_ADDED: "tag_added",
  TAG_REMOVED: "tag_removed",
  RESOLVED: "resolved",
  REOPENED: "reopened",
  VISITOR_BLOCKED: "visitor_blocked",
  VISITOR_UNBLOCKED: "visitor_unblocked",
  VISITOR_IDENTIFIED: "visitor_identified",
  AI_PAUSED: "ai_paused",
  AI_RESUMED: "ai_resumed",
  AI_ANALYZED: "ai_analyzed",
  TITLE_GENERATED: "title_generated",
  AI_ESCALATED: "ai_escalated"
} as const
export type ConversationEventType = (typeof ConversationEventType)[keyof typeof ConversationEventType]
