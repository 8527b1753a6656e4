/** Who does something in a conversation. */
export interface Actor {
  actorType: "visitor" | "user" | "ai_agent"
  actorId: string
}

/** The key of someone in a record: `user:01J…`. */
export const actorKey = ({ actorId, actorType }: Actor): string => `${actorType}:${actorId}`
