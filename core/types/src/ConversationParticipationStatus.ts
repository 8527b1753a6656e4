/** Whether someone of the team takes part in a conversation. */
export const ConversationParticipationStatus = {
  REQUESTED: "requested", ACTIVE: "active", LEFT: "left", DECLINED: "declined"
} as const
export type ConversationParticipationStatus =
  (typeof ConversationParticipationStatus)[keyof typeof ConversationParticipationStatus]
