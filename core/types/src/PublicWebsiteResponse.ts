import type { AIAgent, HumanAgent } from "./Agents.ts"
import type { PublicVisitor } from "./PublicVisitor.ts"

/** What the widget knows of its website. */
export interface PublicWebsiteResponse {
  id: string
  organizationId: string
  name: string
  domain: string
  description: string | null
  logoUrl: string | null
  defaultLanguage: string
  /** `active` or `inactive`, see `WebsiteStatus`. */
  status: string
  /** When someone of the team was last there. */
  lastOnlineAt: string | null
  availableHumanAgents: HumanAgent[]
  availableAIAgents: AIAgent[]
  /** Null until something needs a visitor: nobody is recorded for merely loading a page. */
  visitor: PublicVisitor | null
}
