/** Someone who writes. */
export interface TypingEntry {
  actorType: "visitor" | "user" | "ai_agent"
  actorId: string
  /** What stands in their field, where that is shared. */
  preview: string | null
  /** Milliseconds since 1970. */
  updatedAt: number
}
