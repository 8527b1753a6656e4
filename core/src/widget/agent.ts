import type { AIAgent, HumanAgent, TimelineItem, Website } from "./nouns.ts"

/** Someone of the team, as the interface draws them. A person who isn't listed any more has no name. */
export interface Agent {
  readonly key: string
  readonly id: string | null
  readonly kind: "human" | "ai"
  readonly name: string | null
  readonly image: string | null
  readonly lastSeenAt: string | null
  /** Of a person, when the site was last asked for: seen within 15 minutes, within an hour; null for longer ago and for AI. */
  readonly presence?: "online" | "away" | null
}

/** As much as is told of them: of who isn't listed, an id. */
type Listed = Pick<HumanAgent, "id"> & Partial<HumanAgent | AIAgent>

const known = new WeakMap<Listed, Agent>()

const agentOf = (listed: Listed, kind: Agent["kind"]): Agent => {
  const { id, image = null, lastSeenAt = null, name = null, presence = null } = listed as Pick<HumanAgent, "id"> & Partial<HumanAgent> // an AI agent has no more
  const made = known.get(listed) ?? { key: id, id, kind, name, image, lastSeenAt, presence }
  known.set(listed, made)
  return made
}

/** The agent of this id, from those the website lists. */
export const findAgent = (website: Website | null, kind: Agent["kind"], id: string): Agent => {
  const listed: ReadonlyArray<Listed> | undefined = kind === "human" ? website?.availableHumanAgents : website?.availableAIAgents
  return agentOf(listed?.find((agent) => agent.id === id) ?? { id }, kind)
}

/** Whichever of them is named, or null. */
export const agentIn = (website: Website | null, userId: string | null, aiAgentId: string | null): Agent | null =>
  userId !== null ? findAgent(website, "human", userId) : aiAgentId !== null ? findAgent(website, "ai", aiAgentId) : null

/** Who of the team wrote an item, or null if nobody of them did. */
export const authorOf = (website: Website | null, { aiAgentId, userId }: TimelineItem): Agent | null => agentIn(website, userId, aiAgentId)

/** The first available agent of a kind, or of any; null where there is none. */
export const firstAgent = (website: Website | null, kind?: Agent["kind"]): Agent | null => {
  const human = website?.availableHumanAgents[0]
  const ai = website?.availableAIAgents[0]
  if (human && kind !== "ai") return agentOf(human, "human")
  return ai && kind !== "human" ? agentOf(ai, "ai") : null
}
