/** Who says a message. */
export const SenderType = { VISITOR: "visitor", TEAM_MEMBER: "team_member", AI: "ai" } as const
export type SenderType = (typeof SenderType)[keyof typeof SenderType]
