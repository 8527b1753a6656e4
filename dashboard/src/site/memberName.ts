import { formerMembers } from "./formerMembers.ts"
import type { TeamMember } from "./SiteContext.ts"

/**
 * A colleague's name; people who left the team stay readable in old conversations. A site always has a member: while none is
 * known, the team was not read yet, and nobody is said to have left.
 */
export const memberName = (team: ReadonlyArray<TeamMember>, userId: string): string =>
  team.find((member) => member.userId === userId)?.name ?? formerMembers().get(userId) ?? (team.length === 0 ? "A colleague" : "A former colleague")
