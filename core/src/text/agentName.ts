import type { SupportText } from "./TextKey.ts"

/** Whoever answers, as far as its name goes. */
export interface Named {
  readonly kind: "human" | "ai"
  readonly name: string | null
}

/** How an agent is called, or its kind when it has no name; nobody known is the team. */
export const agentName = (text: SupportText, agent: Named | null): string =>
  agent?.name ?? text(agent?.kind === "ai" ? "common.fallbacks.aiAssistant" : "common.fallbacks.supportTeam")
