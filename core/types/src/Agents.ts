/** Someone of the team as visitors see them. `email` is always null: no address is served to browsers. */
export interface HumanAgent {
  id: string
  name: string | null
  email: string | null
  image: string | null
  lastSeenAt: string | null
  /** By the server's clock: seen within 15 minutes, within an hour, or null for longer ago. */
  presence?: "online" | "away" | null | undefined
}
export type AvailableHumanAgent = HumanAgent

/** An agent that is no person. */
export interface AIAgent {
  id: string
  name: string
  image: string | null
}
export type AvailableAIAgent = AIAgent
