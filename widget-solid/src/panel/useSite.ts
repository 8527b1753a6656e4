import { visitorOf } from "@cossistant/core/documented/visitorOf"
import { websiteOf } from "@cossistant/core/documented/websiteOf"
import type { AIAgent, HumanAgent, PublicVisitor, PublicWebsiteResponse } from "@cossistant/types"
import { useValue } from "../useView.ts"

interface Site {
  readonly website: PublicWebsiteResponse | null
  readonly visitor: PublicVisitor | undefined
  readonly availableHumanAgents: ReadonlyArray<HumanAgent>
  readonly availableAIAgents: ReadonlyArray<AIAgent>
}

/** Who is there, in documented shapes. */
export const useSite = (): Site => {
  const website = useValue(websiteOf)
  const visitor = useValue(visitorOf)
  return {
    get website() {
      return website()
    },
    get visitor() {
      return visitor() ?? undefined
    },
    get availableHumanAgents() {
      return website()?.availableHumanAgents ?? []
    },
    get availableAIAgents() {
      return website()?.availableAIAgents ?? []
    }
  }
}
