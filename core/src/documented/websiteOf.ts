import type { PublicWebsiteResponse } from "@cossistant/types"
import type { Website } from "../widget/nouns.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { toVisitor } from "./visitorOf.ts"

const made = new WeakMap<Website, PublicWebsiteResponse>()

/** A site in its documented shape, the same for the same site. */
export const toWebsite = (website: Website): PublicWebsiteResponse => {
  const {
    availableAIAgents, availableHumanAgents, defaultLanguage, description, domain, id, lastOnlineAt, logoUrl, name, organizationId, status, visitor
  } = website
  const shape = made.get(website) ?? {
    id, organizationId, name, domain, description, logoUrl, defaultLanguage, status, lastOnlineAt,
    availableHumanAgents: availableHumanAgents.map((agent) => ({ ...agent })),
    availableAIAgents: availableAIAgents.map((agent) => ({ ...agent })),
    visitor: visitor && toVisitor(visitor)
  }
  made.set(website, shape)
  return shape
}

/** The site in its documented shape, null until it is loaded. */
export const websiteOf = ({ website: { value } }: WidgetState): PublicWebsiteResponse | null => value && toWebsite(value)
