import { formerMembers } from "./formerMembers.ts"
import type { TeamMember } from "./SiteContext.ts"

/** A colleague's name; people who left the team stay readable in old conversations. */
export const memberName = (team: ReadonlyArray<TeamMember>, userId: string): string =>
  team.find((member) => member.userId === userId)?.name ?? formerMembers().get(userId) ?? "A former colleague"
