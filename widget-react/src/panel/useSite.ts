import { visitorOf } from "@cossistant/core/documented/visitorOf"
import { websiteOf } from "@cossistant/core/documented/websiteOf"
import type { AIAgent, HumanAgent, PublicVisitor, PublicWebsiteResponse } from "@cossistant/types"
import { useView } from "../useView.ts"

interface Site {
  readonly website: PublicWebsiteResponse | null
  readonly visitor: PublicVisitor | undefined
  readonly availableHumanAgents: ReadonlyArray<HumanAgent>
  readonly availableAIAgents: ReadonlyArray<AIAgent>
}

/** Who is there, in documented shapes. */
export const useSite = (): Site => {
  const website = useView(websiteOf)
  return {
    website,
    visitor: useView(visitorOf) ?? undefined,
    availableHumanAgents: website?.availableHumanAgents ?? [],
    availableAIAgents: website?.availableAIAgents ?? []
  }
}
